package org.chengmai.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chengmai.Chengmai;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The one rule, call down and tell up, and the habits of the house. */
class HouseTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.chengmai");

    private static final String GROUND = "area,audit,identity,notification,kernel";

    /** What a module may import. Inside a layer nobody imports a neighbour, the ground excepted. */
    private static final Map<String, String> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("kernel", ""),
            Map.entry("audit", "kernel"),
            Map.entry("area", "kernel,audit"),
            Map.entry("identity", "kernel,audit,area"),
            Map.entry("notification", "kernel,audit,area,identity"),
            Map.entry("device", GROUND + ",stream"),
            Map.entry("cases", GROUND),
            Map.entry("detection", GROUND + ",stream,device,cases"),
            Map.entry("watch", GROUND + ",device,cases"),
            Map.entry("dispatch", GROUND + ",device,cases"),
            Map.entry("screen", GROUND + ",device,cases,detection,dispatch"),
            Map.entry("portal", GROUND + ",device,cases,detection,dispatch"),
            Map.entry("demo", GROUND + ",device,cases,detection,dispatch"),
            Map.entry("replay", GROUND + ",device,detection")));

    @Test
    void modulesAreWhole() {
        ApplicationModules.of(Chengmai.class).verify();
    }

    @Test
    void aModuleImportsOnlyWhatLiesBelowIt() {
        MAY_IMPORT.forEach((module, allowed) -> {
            List<String> legal = List.of(allowed.split(","));
            noClasses()
                    .that()
                    .resideInAPackage("org.chengmai." + module + "..")
                    .should()
                    .dependOnClassesThat(describe(
                            "modules other than " + legal,
                            (JavaClass target) -> isOf(target)
                                    && !module.equals(moduleOf(target))
                                    && !legal.contains(moduleOf(target))))
                    .allowEmptyShould(true)
                    .because(
                            "a module calls down and tells up: publish an event in " + module
                                    + " and let the upper module listen, or move what both need to a layer below (ARCHITECTURE.md)")
                    .check(CODE);
        });
    }

    @Test
    void everyModuleHasItsPlace() {
        List<String> modules = CODE.stream()
                .filter(HouseTest::isOf)
                .map(HouseTest::moduleOf)
                .distinct()
                .filter(m -> !m.isEmpty() && !m.equals("stream"))
                .toList();

        assertThat(MAY_IMPORT.keySet())
                .as("a new package under org.chengmai is a module: give it a line in MAY_IMPORT and in ARCHITECTURE.md")
                .containsAll(modules);
    }

    @Test
    void noCyclesBetweenPackages() {
        slices().matching("org.chengmai.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void controllersLiveInWebRooms() {
        classes()
                .that()
                .areAnnotatedWith("org.springframework.stereotype.Controller")
                .or()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .should()
                .resideInAPackage("..web..")
                .because("pages live in the web room of their module; move the controller there")
                .check(CODE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .because("what a class needs stands in its constructor; add it there")
                .check(CODE);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> silent = files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !says(folder.resolve("package-info.java")))
                    .toList();
            assertThat(silent)
                    .as("every package has a package-info.java with a sentence and @NullMarked; write one")
                    .isEmpty();
        }
    }

    @Test
    void filesStayReadable() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> long_ = files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> lines(f) > 400)
                    .map(f -> f + ": " + lines(f))
                    .toList();
            assertThat(long_)
                    .as("a file of more than 400 lines holds more than one thing; give the second one a file")
                    .isEmpty();
        }
    }

    private static boolean isOf(JavaClass type) {
        return type.getPackageName().startsWith("org.chengmai");
    }

    /** {@code org.chengmai.cases.model} is of module {@code cases}; the root package is of none. */
    private static String moduleOf(JavaClass type) {
        String name = type.getPackageName();
        String rest = name.length() > "org.chengmai".length() ? name.substring("org.chengmai.".length()) : "";
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private static boolean says(Path packageInfo) {
        try {
            String text = Files.exists(packageInfo) ? Files.readString(packageInfo) : "";
            return text.startsWith("/**") && text.contains("@NullMarked");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
