package org.chengmai.cases.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages in a real browser: no script complains, nothing scrolls sideways, an import shows its end by itself. */
@CityTest
class Z01_PicturesOfTheBackRoom {

    private static final String PASSWORD = "Right-pass-1";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @BeforeEach
    void people() {
        person("pictures.keeper", "管理员", new Grant(Role.ADMINISTRATOR, "", null));
        person("pictures.desk", "王丽", new Grant(Role.DISPATCHER, "310107/", null));
    }

    private void person(String login, String name, Grant grant) {
        if (accounts.byLogin(login).isEmpty()) {
            accounts.create(Actor.CITY, new NewAccount(login, name, "", PASSWORD, grant.place(), List.of(grant)));
        }
    }

    @Test
    void thePagesAreWhole() {
        try (Browser browser = Browser.open(port)) {
            look(browser, browser.desktop(), "desktop");
            look(browser, browser.phone(), "phone");
        }
    }

    private static void look(Browser browser, Page page, String where) {
        List<String> complaints = new ArrayList<>();
        browser.signIn(page, "pictures.keeper", PASSWORD);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        for (String path : List.of("/back/matters", "/back/matters?edit=C-08", "/back/calendar")) {
            page.navigate(path);
            browser.picture(page, where + path.replaceAll("[/?=]", "-"));
            Object over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assertThat(((Number) over).intValue())
                    .as(path + " scrolls sideways on a " + where)
                    .isLessThanOrEqualTo(0);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void anImportShowsItsEndByItself() {
        try (Browser browser = Browser.open(port)) {
            Page page = browser.desktop();
            browser.signIn(page, "pictures.desk", PASSWORD);
            page.navigate("/back/import");
            browser.picture(page, "desktop-back-import");
            StringBuilder file = new StringBuilder("编号,标题,内容,时间\n");
            for (int i = 0; i < 300; i++) {
                file.append(i).append(",第 ").append(i).append(" 封来信,内容,2026-03-04 08:12\n");
            }
            file.append(",没有编号,,\n");
            page.setInputFiles(
                    "input[type=file]",
                    new FilePayload("letters.csv", "text/csv", file.toString().getBytes(StandardCharsets.UTF_8)));
            page.click("main button.primary");

            page.waitForSelector("text=导入结束，共读 301 行。");

            assertThat(page.textContent("#progress")).contains("已导入 300 行。", "列“编号”不能为空。");
            browser.picture(page, "desktop-back-import-over");
        }
    }
}
