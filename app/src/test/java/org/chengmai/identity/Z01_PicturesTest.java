package org.chengmai.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.chengmai.notification.Notifications;
import org.chengmai.notification.Webhooks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of this module as people see them: no error in the console, no scrolling sideways, pictures to look at. */
@CityTest
@org.springframework.test.context.TestPropertySource(properties = "chengmai.simulated=true")
class Z01_PicturesTest {

    private static final String PASSWORD = "Right-pass-1";

    @LocalServerPort
    private int port;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Accounts accounts;

    @BeforeEach
    void people() {
        if (accounts.byLogin("picture.worker").isEmpty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(
                            "picture.worker",
                            "李秀英",
                            "13800000002",
                            PASSWORD,
                            "310107/",
                            List.of(
                                    new Grant(Role.GRID_WORKER, "310107/", null),
                                    new Grant(Role.DISPATCHER, "310107/", null))));
        }
        if (accounts.byLogin("picture.admin").isEmpty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(
                            "picture.admin",
                            "王建国",
                            "13800000001",
                            PASSWORD,
                            "",
                            List.of(new Grant(Role.ADMINISTRATOR, "", null))));
        }
    }

    @Test
    void aPersonComesInAndLooksAround() {
        try (Browser browser = Browser.open(port)) {
            look(browser, browser.desktop(), "desktop");
            look(browser, browser.phone(), "phone");
        }
    }

    private void look(Browser browser, Page page, String where) {
        List<String> complaints = new java.util.ArrayList<>();
        page.navigate("/login");
        show(browser, page, where + "-login");
        browser.signIn(page, "picture.admin", PASSWORD);
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                complaints.add(m.text());
            }
        });
        for (String path : List.of("/me", "/back/people", "/back/units", "/back/webhooks", "/inbox")) {
            page.navigate(path);
            show(browser, page, where + path.replace('/', '-'));
        }
        assertThat(complaints).isEmpty();
        long admin = accounts.byLogin("picture.admin").orElseThrow().id();
        long worker = accounts.byLogin("picture.worker").orElseThrow().id();
        for (String path : List.of("/back/people/new", "/back/people/" + worker)) {
            page.navigate(path);
            show(browser, page, where + path.replace('/', '-').replaceAll("[0-9]+", "one"));
        }
        notifications.tell(admin, "people.done", java.util.Map.of(), "/me");
        page.waitForSelector(".bell .count");
        page.navigate("/inbox");
        show(browser, page, where + "-inbox-told");
        long hook = webhooks.add(Actor.CITY, "市平台", "https://city.example/hook", "case.*", "")
                .id();
        page.navigate("/back/webhooks/" + hook);
        show(browser, page, where + "-webhook");
        page.click("details.who summary");
        assertThat(page.isVisible("text=退出登录")).isTrue();
        page.navigate("/language/en");
        page.navigate("/nowhere");
        show(browser, page, where + "-nowhere");
        assertThat(page.content()).contains("There is no such page");
        page.navigate("/language/zh");
    }

    private static void show(Browser browser, Page page, String name) {
        browser.picture(page, name);
        Object over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) over).intValue()).as(name + " scrolls sideways").isLessThanOrEqualTo(0);
    }
}
