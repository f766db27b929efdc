package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chengmai.cases.model.Severity;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.Device;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Settings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Somebody puts two files into the data folder, a kind of device and a scene that nobody has thought of, and it watches. */
@CityTest
@Import(WatchedCity.class)
@TestPropertySource(properties = "test.city=files")
class A05_ASceneByFilesAloneTest {

    private static final String KIND = """
            id: beehive
            name: {zh: 蜂箱, en: Beehive}
            symbol: 蜂
            channels:
              - {name: weight, zh: 重量, en: Weight, unit: kg, min: 0, max: 200}
              - {name: tilt, zh: 倾角, en: Tilt, unit: "°", min: 0, max: 180}
            """;

    private static final String SCENE = """
            id: X7
            name: {zh: 社区蜂箱, en: Beehive}
            kind: beehive
            parameters:
              swarmKg: {default: 1.5, unit: kg, zh: 分蜂失重, en: Swarm loses}
            rules:
              - key: swarm
                when: fall(weight, 10 min) > swarmKg
                severity: major
                levels:
                  - {severity: critical, when: "fall(weight, 10 min) > 4 * swarmKg"}
                under: tipped
                zh: "{device} 失重"
                en: "{device} lost weight"
              - key: tipped
                when: tilt > 60
                severity: critical
                zh: "{device} 被推倒"
                en: "{device} is tipped over"
            case:
              matter: {zh: 蜂箱异常, en: Beehive in trouble}
              title: {zh: "{alarm}", en: "{alarm}"}
              limit: 4 h
              clock: all-hours
            """;

    @Autowired
    private WatchedCity city;

    @Autowired
    private Scenes scenes;

    @Autowired
    private Kinds kinds;

    @Autowired
    private Settings settings;

    private Path folder() {
        return settings.data().resolve("scenes");
    }

    @Test
    void aKindAndAScene() throws IOException {
        Files.createDirectories(folder().resolve("kinds"));
        Files.writeString(folder().resolve("kinds/beehive.yaml"), KIND);
        Files.writeString(folder().resolve("X7-beehive.yaml"), SCENE);
        Visitor officer = Visitor.at(city.port(), WatchedCity.ADMIN, WatchedCity.PASSWORD);

        officer.get("/back/scenes");
        assertThat(officer.post("/back/scenes/reload", Map.of()).statusCode()).isEqualTo(302);

        assertThat(officer.get("/back/scenes").body()).contains("社区蜂箱", "蜂箱");
        assertThat(officer.get("/back/scenes/X7").body()).contains("分蜂失重", "fall(weight, 10 min) &gt; swarmKg");
        Device hive = city.device("beehive", Map.of());
        long start = System.currentTimeMillis() - 60_000;
        city.reads(hive, start, "weight", 40);
        city.reads(hive, start + 1_000, "weight", 37);
        assertThat(city.alarm(hive, a -> a.rule().equals("swarm")).severity()).isEqualTo(Severity.MAJOR);
        city.reads(hive, start + 2_000, "weight", 30);
        AlarmLine alarm = city.alarm(hive, a -> a.severity() == Severity.CRITICAL);
        WatchedCity.await(() ->
                city.alarm(hive, a -> a.severity() == Severity.CRITICAL).caseId() != null);
        assertThat(alarm.scene()).isEqualTo("X7");
    }

    @Test
    void aFileThatIsWrongIsLeftOutAndShown() throws IOException {
        Files.createDirectories(folder().resolve("kinds"));
        Files.writeString(
                folder().resolve("kinds/wrong.yaml"),
                KIND.replace("beehive", "wrong").replace("symbol", "sign"));
        Files.writeString(
                folder().resolve("X8.yaml"), SCENE.replace("X7", "X8").replace("kind: beehive", "kind: smoke"));

        assertThatThrownBy(() -> scenes.reload(WatchedCity.ADMINISTRATOR))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("wrong.yaml line 3: Expected one of")
                .hasMessageContaining("'sign'");

        assertThat(kinds.find("wrong")).isEmpty();
        Visitor officer = Visitor.at(city.port(), WatchedCity.ADMIN, WatchedCity.PASSWORD);
        assertThat(officer.get("/back/scenes/X8").body()).contains("有错误", "第 8 行第 16 列", "此处应为通道或参数，写的是“weight”。");
        Files.delete(folder().resolve("kinds/wrong.yaml"));
    }
}
