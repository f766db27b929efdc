package org.chengmai.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that a page or a refusal names is there. */
class MessagesTest {

    private static final Path BUNDLES = Path.of("src/main/resources/i18n");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern NAMED = Pattern.compile("#\\{([A-Za-z0-9._-]+)[}(]");
    private static final Pattern REFUSED = Pattern.compile(
            "Refusal\\s*\\.(?:badInput|forbidden|notFound|conflict|tooLarge|busy)\\(\\s*\"([A-Za-z0-9.-]+)\"");

    @Test
    void everyTextThatATemplateNamesExists() throws IOException {
        Set<String> known = allKeys();
        Set<String> missing = new TreeSet<>();
        for (Path template : files(TEMPLATES, ".html")) {
            NAMED.matcher(Files.readString(template))
                    .results()
                    .map(m -> m.group(1))
                    .filter(k -> !known.contains(k))
                    .forEach(k -> missing.add(TEMPLATES.relativize(template) + ": " + k));
        }
        assertThat(missing)
                .as("write these texts into both bundles of the module")
                .isEmpty();
    }

    @Test
    void everyRefusalHasItsSentence() throws IOException {
        Set<String> known = allKeys();
        Set<String> missing = new TreeSet<>();
        for (Path source : files(Path.of("src/main/java"), ".java")) {
            REFUSED.matcher(Files.readString(source))
                    .results()
                    .map(m -> "refusal." + m.group(1))
                    .filter(k -> !known.contains(k) && !isForPrograms(k))
                    .forEach(k -> missing.add(source.getFileName() + ": " + k));
        }
        assertThat(missing)
                .as("write these sentences into both bundles of the module")
                .isEmpty();
    }

    /** What only the terminal or a device is told, in English. */
    private static boolean isForPrograms(String key) {
        return Stream.of("option", "command", "replay", "mqtt", "intake", "bench")
                .anyMatch(place -> key.startsWith("refusal." + place + "."));
    }

    private static Set<String> allKeys() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Path bundle : files(BUNDLES, ".properties")) {
            all.addAll(keys(bundle));
        }
        return all;
    }

    private static Set<String> keys(Path bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle)) {
            texts.load(reader);
        }
        return texts.stringPropertyNames();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(f -> f.toString().endsWith(ending)).collect(Collectors.toList());
        }
    }
}
