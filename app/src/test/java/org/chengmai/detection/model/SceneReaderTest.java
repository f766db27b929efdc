package org.chengmai.detection.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.Scene;
import org.chengmai.kernel.Bilingual;
import org.chengmai.stream.Vocabulary;
import org.junit.jupiter.api.Test;

class SceneReaderTest {

    private static final String FIRE_LANE = """
            id: B4
            name: {zh: 生命通道, en: Fire lane}
            kind: fire-lane
            parameters:
              standMinutes: {default: 5, unit: min, zh: 占用时限, en: Stands for}
            rules:
              - key: blocked
                when: occupied = 1 for standMinutes min
                clear: occupied = 0
                severity: major
                zh: "{device} 占用 {standMinutes} 分钟"
                en: "{device} blocked"
            case:
              matter: 事项-09012
              title: {zh: "{alarm}", en: "{alarm}"}
              limit: 2 h
              clock: all-hours
              automatic: yes
              onClear: close
            """;

    private static final Surroundings CITY = new Surroundings(
            Map.of("fire-lane", words("occupied", "battery"), "smoke", words("smoke", "battery")), "事项-09012"::equals);

    private static Vocabulary words(String... channels) {
        List<String> list = List.of(channels);
        return new Vocabulary() {
            @Override
            public int channel(String name) {
                return list.indexOf(name);
            }

            @Override
            public List<String> channels() {
                return list;
            }
        };
    }

    private static SceneText read(String text) {
        return SceneReader.read("B4.yaml", text, CITY);
    }

    private static List<String> faults(String text) {
        return read(text).faults().stream().map(SceneFault::toString).toList();
    }

    @Test
    void A01_AScene() {
        Scene scene = Objects.requireNonNull(read(FIRE_LANE).scene());

        assertThat(scene.id()).isEqualTo("B4");
        assertThat(scene.name()).isEqualTo(new Bilingual("生命通道", "Fire lane"));
        assertThat(scene.kinds()).containsExactly("fire-lane");
        assertThat(scene.parameters()).hasSize(1);
        Scene.Rule rule = scene.rules().getFirst();
        assertThat(rule.severity()).isEqualTo(Severity.MAJOR);
        assertThat(rule.forPeople()).isTrue();
        Scene.Plan plan = Objects.requireNonNull(scene.plan());
        assertThat(plan.matter()).isEqualTo("事项-09012");
        assertThat(plan.limit()).isEqualTo(Duration.ofHours(2));
        assertThat(plan.clock()).isEqualTo(ClockKind.ALL_HOURS);
        assertThat(plan.automatic()).isTrue();
        assertThat(plan.onClear()).isEqualTo(Scene.OnClear.CLOSE);
    }

    @Test
    void A02_AMatterOfItsOwn() {
        Scene scene = read(FIRE_LANE.replace("事项-09012", "{zh: 占道, en: Blocked lane}"))
                .scene();

        Scene.Plan plan = Objects.requireNonNull(Objects.requireNonNull(scene).plan());
        assertThat(plan.matter()).isEqualTo("S-B4");
        assertThat(plan.ownMatter()).isEqualTo(new Bilingual("占道", "Blocked lane"));
    }

    @Test
    void A03_ARuleUnderOthers() {
        Scene scene = Objects.requireNonNull(under("[lit, B6.smoke]").scene());

        assertThat(scene.rules().getFirst().under())
                .containsExactly(new Scene.Above("B4", "lit"), new Scene.Above("B6", "smoke"));
    }

    /** The fire lane whose first rule stands under others, in a city with B6.smoke, B6.heat under it, and B7.up under B4. */
    private static SceneText under(String above) {
        Surroundings city = new Surroundings(
                CITY.vocabularies(),
                CITY.matters(),
                Map.of("B6.smoke", List.of(), "B6.heat", List.of("B6.smoke"), "B7.up", List.of("B4.blocked")));
        String rules = """
                  - key: lit
                    when: occupied = 0
                    severity: minor
                    zh: 空
                    en: empty
                case:
                """;
        return SceneReader.read(
                "B4.yaml",
                FIRE_LANE
                        .replace("    clear: occupied = 0\n", "    clear: occupied = 0\n    under: " + above + "\n")
                        .replace("case:\n", rules),
                city);
    }

    @Test
    void B00_UnderARuleThatIsNotThereOrStandsUnderIt() {
        assertThat(under("[B6.smoke, B6.smke]").faults().stream().map(SceneFault::toString))
                .containsExactly(
                        "B4.yaml:10:23: Expected a rule as scene.rule, or the key of one of this scene, but found"
                                + " 'B6.smke'; did you mean 'B6.smoke'?");
        assertThat(under("B7.up").faults().stream().map(SceneFault::toString))
                .containsExactly("B4.yaml:10:12: Expected a rule above 'B4.blocked', but 'B7.up' stands under it.");
        assertThat(under("blocked").faults()).hasSize(1);
    }

    @Test
    void B01_AnUnknownKeyIsNamedWithTheOneThatWasMeant() {
        assertThat(faults(FIRE_LANE.replace("  limit: 2 h", "  limt: 2 h")))
                .containsExactly(
                        "B4.yaml:14:3: Expected 'limit' here, but it is missing.",
                        "B4.yaml:16:3: Expected a known key, but found 'limt'; did you mean 'limit'?");
    }

    @Test
    void B02_AFaultInARuleHasItsPlaceInTheFile() {
        assertThat(read(FIRE_LANE.replace("when: occupied = 1", "when: occupid = 1"))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(8);
                    assertThat(fault.column()).isEqualTo(11);
                    assertThat(fault.sentence()).contains("'occupid'").contains("occupied, battery");
                });
    }

    @Test
    void B03_InQuotesToo() {
        assertThat(read(FIRE_LANE.replace("clear: occupied = 0", "clear: \"occupied == 0\""))
                        .faults())
                .singleElement()
                .extracting(SceneFault::line, SceneFault::column)
                .containsExactly(9, 22);
    }

    @Test
    void B04_EveryFaultAtOnce() {
        assertThat(faults(FIRE_LANE
                        .replace("kind: fire-lane", "kind: fire-line")
                        .replace("severity: major", "severity: bad")
                        .replace("{standMinutes} 分钟", "{standMinute} 分钟")
                        .replace("limit: 2 h", "limit: 2 hours")
                        .replace("事项-09012", "事项-99999")))
                .containsExactly(
                        "B4.yaml:3:7: Expected a known device kind, but found 'fire-line'; did you mean 'fire-lane'?",
                        "B4.yaml:10:15: Expected a known word for 'severity', but found 'bad'; known: critical, major, minor.",
                        "B4.yaml:11:9: Expected a known placeholder, but found '{standMinute}'; did you mean 'standMinutes'?",
                        "B4.yaml:14:11: Expected a matter of the catalogue, or {zh: …, en: …} for the scene's own, but found '事项-99999'.",
                        "B4.yaml:16:10: Expected a time such as '30 min', '2 h' or '3 d' for 'limit', but found '2 hours'.");
    }

    @Test
    void B05_BrokenYaml() {
        assertThat(read("id: B4\nname: {zh: 生命通道\nkind: x\n").faults())
                .singleElement()
                .extracting(SceneFault::line, SceneFault::code)
                .containsExactly(3, "yaml.bracket");
        assertThat(faults("")).containsExactly("B4.yaml:1:1: Expected a scene, but the text is empty.");
        assertThat(faults("- a\n")).first().asString().startsWith("B4.yaml:1:1: Expected keys with values");
    }

    @Test
    void B06_TwoRulesOfOneKey() {
        String rule = FIRE_LANE.substring(FIRE_LANE.indexOf("  - key"), FIRE_LANE.indexOf("case:"));

        assertThat(faults(FIRE_LANE.replace("case:", rule + "case:")))
                .containsExactly("B4.yaml:13:10: Expected another key, but 'blocked' is a rule above.");
    }

    @Test
    void C01_ARuleForEveryKindMaySpeakOfAnyChannel() {
        String everywhere = FIRE_LANE
                .replace("kind: fire-lane", "kind: \"*\"")
                .replace("occupied = 1 for", "smoke = 1 and battery < 3 for");

        assertThat(faults(everywhere)).isEmpty();
        assertThat(faults(everywhere.replace("smoke", "smoak"))).hasSize(1);
    }

    @Test
    void C02_TheIdOfAWrongTextIsStillFound() {
        assertThat(SceneReader.idOf("# x\nid: B4\nbroken: [")).contains("B4");
        assertThat(SceneReader.idOf("id: no such id")).isEmpty();
    }
}
