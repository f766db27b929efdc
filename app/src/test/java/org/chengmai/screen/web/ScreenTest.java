package org.chengmai.screen.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.chengmai.area.Areas;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Severity;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.Devices;
import org.chengmai.device.NewDevice;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What stands on the wall, for whom, and how fast. */
@CityTest
@TestPropertySource(properties = "test.city=screen") // a city of its own
class ScreenTest {

    private static final String PASSWORD = "Right-pass-1";
    private static final String CAOYANG = "310107/310107005/";
    private static final String CHANGSHOU = "310107/310107015/";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ExampleDistrict district;

    @Autowired
    private Areas areas;

    @Autowired
    private Cases cases;

    @Autowired
    private Matters matters;

    @Autowired
    private Devices devices;

    @BeforeEach
    void openTheCity() {
        district.load(Actor.CITY);
        account("screen.first", Role.ADMINISTRATOR, "");
        account("screen.district", Role.COMMANDER, "310107/");
        account("screen.street", Role.COMMANDER, CAOYANG);
        account("screen.handler", Role.AUDITOR, "");
    }

    private void account(String login, Role role, String place) {
        if (accounts.byLogin(login).isEmpty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(login, login, "", PASSWORD, place, List.of(new Grant(role, place, null))));
        }
    }

    private void report(String title, String place) {
        String matter = matters.list().getFirst().code();
        cases.report(new Report(
                "desk",
                title,
                matter,
                null,
                place,
                "",
                title,
                "",
                Severity.MINOR,
                false,
                null,
                null,
                List.of(),
                null,
                null));
    }

    @Test
    void aNewCaseStandsOnTheWallWithinASecondAndNothingScrolls() {
        try (Browser browser = Browser.open(port)) {
            Page wall = browser.wall();
            open(browser, wall, "screen.district");
            String title = "新案件 " + System.nanoTime();
            int open = Integer.parseInt(wall.textContent("#f-cases"));
            report(title, CAOYANG);
            wall.waitForFunction(
                    "words => document.getElementById('events').innerText.includes(words)",
                    title,
                    new Page.WaitForFunctionOptions().setTimeout(1000).setPollingInterval(20));
            assertThat(Integer.parseInt(wall.textContent("#f-cases"))).isEqualTo(open + 1);
            fits(wall, 1920, 1080);
            wall.setViewportSize(1440, 900);
            fits(wall, 1440, 900);
        }
    }

    private static void fits(Page wall, int width, int height) {
        assertThat(
                        wall.evaluate(
                                "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight, document.body.scrollHeight].join()"))
                .isEqualTo("%d,%d,%d".formatted(width, height, height));
    }

    private static void open(Browser browser, Page page, String login) {
        browser.signIn(page, login, PASSWORD);
        page.navigate("/screen");
        page.waitForSelector("body[data-drawn=yes]");
        page.waitForSelector("#link.on");
    }

    @Test
    void aStreetSeesItselfOnly() {
        String near = "near-" + System.nanoTime();
        String far = "far-" + System.nanoTime();
        report(near, CAOYANG);
        report(far, CHANGSHOU);
        device(near, CAOYANG);
        device(far, CHANGSHOU);
        Visitor street = Visitor.at(port, "screen.street", PASSWORD);
        assertThat(street.getJson("/screen/picture").body()).contains(near).doesNotContain(far);
        assertThat(street.getJson("/screen/devices").body()).contains(near).doesNotContain(far);
        Visitor whole = Visitor.at(port, "screen.district", PASSWORD);
        assertThat(whole.getJson("/screen/picture").body()).contains(near, far);
        assertThat(whole.getJson("/screen/devices").body()).contains(near, far);
    }

    private void device(String id, String place) {
        devices.add(
                Actor.CITY,
                NewDevice.of(id, id, "smoke", areas.byPlace(place).orElseThrow().centre(), place));
    }

    @Test
    void whoMayNotSeeItIsTurnedAway() {
        assertThat(Visitor.at(port).get("/screen").statusCode()).isEqualTo(302);
        Visitor auditor = Visitor.at(port, "screen.handler", PASSWORD);
        for (String path : new String[] {"/screen", "/screen/picture", "/screen/devices", "/screen/states"}) {
            assertThat(auditor.getJson(path).statusCode()).as(path).isEqualTo(403);
        }
    }
}
