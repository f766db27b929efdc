package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.Device;
import org.chengmai.stream.Engine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What a rule costs is shown; one that would not fit is refused, one that takes the engine's time is switched off. */
@CityTest
@Import(WatchedCity.class)
@TestPropertySource(properties = "test.city=cost")
class A06_ARuleThatCostsTooMuchTest {

    private static final String NASTY = """
            id: X9
            name: {zh: 贪心, en: Greedy}
            kind: "*"
            rules:
              - key: greedy
                when: WHEN
                severity: minor
                zh: "{device}"
                en: "{device}"
            """;

    @Autowired
    private WatchedCity city;

    @Autowired
    private Scenes scenes;

    @Autowired
    private SceneCosts costs;

    @Autowired
    private RuleLoad load;

    private Visitor officer() {
        return Visitor.at(city.port(), WatchedCity.ADMIN, WatchedCity.PASSWORD);
    }

    @Test
    void memoryIsReckonedForTheDevicesThatThereAre() {
        Device smoke = city.device("smoke", Map.of());
        String windows = "mean(temperature, 30 d) + max(temperature, 29 d) > 99";

        assertThat(scenes.save(WatchedCity.ADMINISTRATOR, NASTY.replace("WHEN", windows))
                        .right())
                .isTrue();

        SceneCosts.Cost cost = costs.of(scenes.find("X9").orElseThrow()).getFirst();
        assertThat(cost.bytesPerDevice()).isBetween(320_000L, 321_000L);
        assertThat(cost.devices()).isPositive();
        assertThat(officer().get("/back/scenes/X9").body()).contains("代价", "320.1 KB", "每台设备最多", "不到 0.1%");
        assertThat(smoke.kind()).isEqualTo("smoke");
    }

    @Test
    void whatTakesTheEnginesTimeIsSwitchedOffAndSaysWhy() {
        RuleSet rules = scenes.rulesOf(scenes.list());
        RuleLoad meter = new RuleLoad(scenes, java.time.Clock.systemUTC());
        meter.rules(rules);
        int b9 = 0;
        while (!rules.entry(b9).scene().id().equals("B9")) {
            b9++;
        }
        for (long now = 0; now <= 30_000; now += 20) {
            meter.judged(1);
            meter.see(now % 100 == 0 ? Engine.IDLE : b9, now);
        }

        assertThat(meter.shares().get("B9")).isBetween(0.79, 0.81);
        RuleLoad.TooDear dear = meter.tooDear().orElseThrow();
        assertThat(dear.scene()).isEqualTo("B9");
        scenes.stop(dear.scene(), dear.percent());

        assertThat(scenes.enabled("B9")).isFalse();
        assertThat(officer().get("/back/scenes").body()).contains("已停用：占判断线程 " + dear.percent() + "%");
        assertThat(officer().get("/back/scenes/B9").body()).contains("拖慢了接收，程序已将其停用");
        scenes.enable(WatchedCity.ADMINISTRATOR, "B9", true);
        assertThat(officer().get("/back/scenes").body()).doesNotContain("已停用：占判断线程");
    }

    @Test
    void aFloodOfReadingsSwitchesNothingOff() {
        RuleSet rules = scenes.rulesOf(scenes.list());
        RuleLoad meter = new RuleLoad(scenes, java.time.Clock.systemUTC());
        meter.rules(rules);
        for (long now = 0; now <= 30_000; now += 20) {
            meter.judged(20_000);
            meter.see(0, now);
        }

        assertThat(meter.tooDear()).isEmpty();
        assertThat(load.shares().values()).allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
    }
}
