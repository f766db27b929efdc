package org.chengmai.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Outcome;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A resident with a phone: report, follow, rate; and that old eyes and hands can. */
@CityTest
@TestPropertySource(properties = "test.city=portal") // a city of its own
class PortalBrowserTest {

    private static final String DISTRICT = "310107/";
    private static final String UNIT = "portal-test-unit";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Units units;

    @Autowired
    private ExampleDistrict district;

    @Autowired
    private Cases cases;

    @BeforeEach
    void openTheCity() {
        district.load(Actor.CITY);
        units.put(Actor.CITY, new Unit(UNIT, "普陀区城管执法局", "", DISTRICT));
        account("portal.first", new Grant(Role.ADMINISTRATOR, "", null));
        account("portal.hand", new Grant(Role.UNIT_HANDLER, DISTRICT, UNIT));
        account("portal.grid", new Grant(Role.GRID_WORKER, DISTRICT, null));
        account("portal.desk", new Grant(Role.DISPATCHER, DISTRICT, null));
    }

    private void account(String login, Grant grant) {
        if (accounts.byLogin(login).isEmpty()) {
            accounts.create(
                    Actor.CITY, new NewAccount(login, login, "", "Right-pass-1", grant.place(), List.of(grant)));
        }
    }

    private Actor actor(String login) {
        Optional<Account> account = accounts.byLogin(login);
        return accounts.actor(account.orElseThrow().id());
    }

    @Test
    void aResidentReportsFollowsAndRates() throws IOException {
        try (Browser browser = Browser.open(port)) {
            Page phone = browser.phone();
            phone.navigate("/report");
            browser.picture(phone, "report-zh");
            phone.setInputFiles("input[type=file][multiple]", new FilePayload("a.jpg", "image/jpeg", photo()));
            phone.waitForSelector("#shots img");
            phone.click("#by-map");
            phone.waitForSelector("#map canvas");
            phone.click("#map");
            phone.waitForFunction("() => document.querySelector('[name=lon]').value !== ''");
            phone.click(".choices label:nth-child(1)");
            phone.fill("#words", "十几辆共享单车挡住了人行道，轮椅过不去。");
            phone.fill("[name=phone]", "13800001234");
            browser.picture(phone, "report-filled");
            phone.click("#send");
            phone.waitForSelector("#code");
            String code = phone.textContent("#code");
            browser.picture(phone, "report-sent");

            carryOut();
            phone.navigate("/report/follow");
            phone.fill("[name=code]", code);
            phone.click("button.main");
            phone.waitForSelector("#rating");
            assertThat(phone.textContent("body")).doesNotContain("13800001234", "portal.hand", "portal.desk");
            browser.picture(phone, "followed");
            phone.click("#rating label:nth-child(1)");
            phone.fill("#rating textarea", "很快");
            phone.click("#rating button");
            phone.waitForSelector("#rated");
            assertThat(cases.followed(code).stars()).isEqualTo(5);
        }
    }

    private void carryOut() {
        CaseFile file = newest();
        act("portal.desk", new Command.Assign(UNIT, null, ""));
        act("portal.hand", new Command.Take());
        act("portal.hand", new Command.Arrive(null));
        act("portal.hand", new Command.FeedBack(Outcome.RESOLVED, "单车已归拢", photos()));
        act("portal.grid", new Command.Verify(true, ""));
        act("portal.desk", new Command.Close("办结"));
        assertThat(cases.get(Actor.CITY, file.id()).closedAt()).isNotNull();
    }

    private static List<org.chengmai.cases.model.NewPhoto> photos() {
        try {
            return List.of(new org.chengmai.cases.model.NewPhoto("done.jpg", photo()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void act(String login, Command command) {
        CaseFile file = newest();
        cases.act(actor(login), file.id(), file.version(), command);
    }

    private CaseFile newest() {
        return cases.get(
                Actor.CITY,
                cases.list(Actor.CITY, Filter.ALL.source("portal"), null)
                        .cases()
                        .getFirst()
                        .id());
    }

    @Test
    void textAndTargetsAreLargeEnoughAndNothingScrollsSideways() {
        try (Browser browser = Browser.open(port)) {
            for (String language : List.of("zh", "en")) {
                Page phone = browser.phone();
                phone.navigate("/language/" + language);
                for (String path : List.of("/report", "/report/follow", "/report/sign")) {
                    phone.navigate(path);
                    assertThat(phone.evaluate("() => document.documentElement.scrollWidth"))
                            .as(path)
                            .isEqualTo(390);
                    assertThat(phone.evaluate(SMALL_TEXT))
                            .as("text below 18 px on " + path)
                            .isEqualTo("");
                    assertThat(phone.evaluate(SMALL_TARGETS))
                            .as("targets below 44 px on " + path)
                            .isEqualTo("");
                }
                phone.navigate("/report");
                browser.picture(phone, "report-" + language);
            }
        }
    }

    private static final String SMALL_TEXT = """
            () => [...document.querySelectorAll('body *')]
              .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
              .filter(e => parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.outerHTML.slice(0, 80)).join('\\n')""";

    private static final String SMALL_TARGETS = """
            () => [...document.querySelectorAll('a, button, select, input:not([type=hidden]), textarea, summary')]
              .filter(e => e.checkVisibility() && !e.closest('.trap'))
              .map(e => e.closest('label.button, .choices label, .stars label') || e)
              .filter(e => { const r = e.getBoundingClientRect(); return r.height < 44 || r.width < 44; })
              .map(e => e.outerHTML.slice(0, 80)).join('\\n')""";

    private static byte[] photo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }
}
