package org.chengmai.area.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The back room's pages of areas and audit in a real browser, on the example district; pictures are kept. */
@CityTest
@TestPropertySource(properties = "chengmai.data=target/test-pictures")
class AreaPicturesTest {

    private static final String PASSWORD = "Right-pass-1";

    @LocalServerPort
    private int port;

    @Autowired
    private ExampleDistrict example;

    @Autowired
    private Accounts accounts;

    @Test
    void theTreeTheMapAndTheAudit() {
        assertThat(example.load(Actor.CITY)).isTrue();
        assertThat(example.load(Actor.CITY)).isFalse();
        person("pictures.admin", "王主任", Role.ADMINISTRATOR);
        person("pictures.audit", "周审计", Role.AUDITOR);

        try (Browser browser = Browser.open(port)) {
            areas(browser);
            audit(browser);
        }
    }

    private void person(String login, String name, Role role) {
        accounts.create(
                Actor.CITY,
                new NewAccount(login, name, "", PASSWORD, "310107/", List.of(new Grant(role, "310107/", null))));
    }

    private static void areas(Browser browser) {
        Page page = browser.desktop();
        List<String> errors = new java.util.ArrayList<>();
        page.onPageError(errors::add);
        browser.signIn(page, "pictures.admin", PASSWORD);
        page.navigate("/back/areas");
        page.waitForSelector("#area-map .map-note");
        assertThat(page.textContent("#area-map .map-note")).contains("近似边界");
        browser.picture(page, "areas");

        unfold(page, "普陀区");
        unfold(page, "曹杨新村街道");
        page.click("a[data-area='310107005001']");
        page.waitForSelector("#area-chosen[data-area='310107005001']");
        assertThat(page.textContent("#facts")).contains("源园居委会", "近似边界");
        page.waitForTimeout(600);
        browser.picture(page, "areas-committee");

        page.click("[data-open='import-tree']");
        page.waitForSelector("dialog[open]");
        browser.picture(page, "areas-import");
        page.navigate("/language/en");
        page.navigate("/back/areas");
        page.waitForSelector("#area-map .map-note");
        assertThat(page.textContent("#area-map .map-note")).contains("Approximate boundaries");
        browser.picture(page, "areas-en");
        assertThat(errors).isEmpty();
    }

    private static void unfold(Page page, String name) {
        Locator node = page.locator(
                "details",
                new Page.LocatorOptions()
                        .setHas(page.locator(":scope > summary a", new Page.LocatorOptions().setHasText(name))));
        node.last().locator("> summary").click(new Locator.ClickOptions().setPosition(3, 8));
        node.last()
                .locator("> .below > *")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    }

    private static void audit(Browser browser) {
        Page page = browser.desktop();
        browser.signIn(page, "pictures.audit", PASSWORD);
        page.navigate("/back/audit");
        page.click("main .head button.primary");
        page.waitForSelector("#verdict .notice");
        assertThat(page.textContent("#verdict")).contains("哈希链完整");
        browser.picture(page, "audit");
        Page phone = browser.phone();
        browser.signIn(phone, "pictures.audit", PASSWORD);
        phone.navigate("/back/audit");
        browser.picture(phone, "audit-phone");
    }
}
