package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.device.Device;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A scene's text is tried on the readings of a day before it watches in earnest. */
@CityTest
@Import(WatchedCity.class)
@TestPropertySource(properties = "test.city=backtest")
class BacktestTest {

    @Autowired
    private WatchedCity city;

    @Autowired
    private Scenes scenes;

    @Autowired
    private Backtests backtests;

    private record Morning(Instant from, Device few) {}

    /** Two cameras: one sees 2 bikes and then 3, the other 8; all are cleared. */
    private Morning aMorning() {
        Instant began = Instant.now();
        Device few = city.device("camera", WatchedCity.AT_ONCE);
        Device many = city.device("camera", WatchedCity.AT_ONCE);
        long start = many.known().toEpochMilli() + 1;
        city.reads(few, start, "sharedBikes", 2);
        city.reads(few, start + 1, "sharedBikes", 0);
        city.reads(few, start + 2, "sharedBikes", 3);
        city.reads(many, start, "sharedBikes", 8);
        city.reads(many, start + 2, "sharedBikes", 0);
        city.reads(few, start + 4, "sharedBikes", 0);
        WatchedCity.await(
                () -> city.alarms(few).stream().filter(a -> !a.active()).count() == 2
                        && city.alarms(many).stream().anyMatch(a -> !a.active()));
        return new Morning(began.minusMillis(1), few);
    }

    private Backtest.Result tried(Actor actor, String text, Instant from) {
        String id = backtests
                .start(actor, text, from, Instant.now().plusSeconds(60))
                .id();
        WatchedCity.await(() -> backtests.get(actor, id).status() == Backtest.Status.DONE);
        assertThat(backtests.get(actor, id).percent()).isEqualTo(100);
        return Objects.requireNonNull(backtests.get(actor, id).result());
    }

    @Test
    void theSameTextRaisesTheSameAStricterOneLess() {
        Morning morning = aMorning();
        Instant from = morning.from();
        String text = scenes.line(Actor.CITY, "B18").text();

        Backtest.Result same = tried(WatchedCity.ADMINISTRATOR, text, from);
        assertThat(same.tried()).isEqualTo(3);
        assertThat(same.both()).isEqualTo(3);
        assertThat(same.onlyTried()).isZero();
        assertThat(same.onlyEarnest()).isZero();
        assertThat(same.bars().stream().mapToInt(Backtest.Bar::tried).sum()).isEqualTo(3);

        Backtest.Result strict = tried(WatchedCity.ADMINISTRATOR, text.replace("default: 1", "default: 5"), from);
        assertThat(strict.tried()).isEqualTo(1);
        assertThat(strict.both()).isEqualTo(1);
        assertThat(strict.onlyEarnest()).isEqualTo(2);
        assertThat(strict.alarms())
                .filteredOn(a -> a.match() == Backtest.Match.EARNEST)
                .allSatisfy(
                        a -> assertThat(a.deviceId()).isEqualTo(morning.few().id()));
        assertThat(strict.rules()).containsExactly(new Backtest.RuleCount("bikes", 1, 3));

        Backtest.Result steady = tried(
                WatchedCity.ADMINISTRATOR,
                text.replace("when: sharedBikes >= bikes", "when: sharedBikes >= bikes for 1 h"),
                from);
        assertThat(steady.tried()).isZero();
        assertThat(city.alarms(morning.few()))
                .as("nothing of a trial is raised")
                .hasSize(2);
    }

    @Test
    void aTrialReachesAsFarAsWhoTries() {
        Morning morning = aMorning();
        Instant from = morning.from();
        String text = scenes.line(Actor.CITY, "B18").text();

        assertThat(tried(WatchedCity.COMMANDER, text, from).both()).isEqualTo(3);
        Backtest.Result nextDoor = tried(WatchedCity.NEIGHBOUR, text, from);
        assertThat(nextDoor.devices()).isZero();
        assertThat(nextDoor.alarms()).isEmpty();

        String id = backtests
                .start(WatchedCity.COMMANDER, text, from, Instant.now())
                .id();
        assertThatThrownBy(() -> backtests.get(WatchedCity.NEIGHBOUR, id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> backtests.stop(WatchedCity.ADMINISTRATOR, id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> backtests.start(WatchedCity.DISPATCHER, text, from, Instant.now()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whatCannotBeTriedIsSaid() {
        String text = scenes.line(Actor.CITY, "B18").text();
        Instant now = Instant.now();
        assertThatThrownBy(() -> backtests.start(
                        WatchedCity.ADMINISTRATOR,
                        text.replace("sharedBikes >=", "bikesShared >="),
                        now.minusSeconds(9),
                        now))
                .hasMessageContaining("without faults")
                .hasMessageContaining("bikesShared");
        assertThatThrownBy(() -> backtests.start(WatchedCity.ADMINISTRATOR, text, now.plusSeconds(60), now))
                .hasMessageContaining("between two moments of the past");
        assertThatThrownBy(() -> backtests.start(WatchedCity.ADMINISTRATOR, text, now.minus(Duration.ofDays(500)), now))
                .hasMessageContaining("at most 400 days");
    }

    @Test
    void anOfficerTriesAChangedTextInTheBrowser() {
        aMorning();
        try (Browser browser = Browser.open(city.port())) {
            Page page = browser.desktop();
            browser.signIn(page, WatchedCity.ADMIN, WatchedCity.PASSWORD);
            page.navigate("/back/scenes/B18");
            Locator text = page.locator("#text");
            text.fill(text.inputValue().replace("default: 1", "default: 5"));
            page.locator("#try input[name=to]")
                    .fill(CityTime.minute(Instant.now().plusSeconds(90)).replace(' ', 'T'));
            page.locator("#try button.primary").click();
            page.locator(".trial-sum").waitFor();
            assertThat(page.locator("#trial").innerText()).contains("运行完毕").contains("试行不再报");
            page.locator("#trial tbody button").last().click();
            page.locator(".sketches").waitFor();
            assertThat(page.locator(".sketches").innerText()).contains("违停共享单车");
            browser.picture(page, "backtest");
            text.fill(text.inputValue().replace("sharedBikes >=", "sharedBike >="));
            page.locator("#try button.primary").click();
            page.locator("#trial [role=alert]").waitFor();
            assertThat(page.locator("#trial").innerText()).contains("没有试行", "是不是“sharedBikes”？");
        }
    }
}
