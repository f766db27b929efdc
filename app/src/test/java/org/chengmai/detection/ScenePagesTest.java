package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** An officer reads, switches, edits and breaks scenes in the back room. */
@CityTest
@Import(WatchedCity.class)
class ScenePagesTest {

    @Autowired
    private WatchedCity city;

    @Autowired
    private Scenes scenes;

    @Autowired
    private Accounts accounts;

    private Visitor officer() {
        return Visitor.at(city.port(), WatchedCity.ADMIN, WatchedCity.PASSWORD);
    }

    @Test
    void anOfficerSwitchesAndEditsAScene() {
        Visitor officer = officer();
        assertThat(officer.get("/back/scenes").body())
                .contains("生命通道", "停用", "消防安全", "近 7 天报警")
                .containsOnlyOnce("/back/scenes/B11a\"");
        assertThat(officer.get("/back/scenes/new").body()).contains("<h1>新建场景</h1>");
        assertThat(officer.get("/back/scenes/B4").body()).contains("使用手册", "地磁埋在通道中线");

        officer.post("/back/scenes/B9/switch", Map.of("on", "false"));
        assertThat(scenes.enabled("B9")).isFalse();
        officer.post("/back/scenes/B9/switch", Map.of("on", "true"));
        assertThat(scenes.enabled("B9")).isTrue();

        String text = scenes.line(Actor.CITY, "B9").text();
        HttpResponse<String> wrong =
                officer.post("/back/scenes/save", Map.of("text", text.replace("concentration >=", "concentratio >=")));
        assertThat(wrong.body()).contains("未保存", "<h1>B9</h1>", "此处应为通道或参数，写的是“concentratio”。是不是“concentration”？");
        assertThat(scenes.line(Actor.CITY, "B9").own()).isFalse();

        officer.get("/back/scenes/B9");
        HttpResponse<String> saved =
                officer.post("/back/scenes/save", Map.of("text", text.replace("default: 5, unit", "default: 4, unit")));
        assertThat(saved.headers().firstValue("location")).hasValue("/back/scenes/B9");
        assertThat(scenes.line(Actor.CITY, "B9").own()).isTrue();
        assertThat(scenes.find("B9").orElseThrow().parameters().getFirst().value())
                .isEqualTo(4);

        officer.get("/back/scenes/B9");
        officer.post("/back/scenes/B9/remove", Map.of());
        assertThat(scenes.find("B9").orElseThrow().parameters().getFirst().value())
                .isEqualTo(5);
        officer.get("/back/scenes");
        assertThat(officer.post("/back/scenes/reload", Map.of()).statusCode()).isEqualTo(302);
    }

    @Test
    void aStreetsCommanderLooksAndNothingElse() {
        List<Grant> here = List.of(new Grant(Role.COMMANDER, WatchedCity.HERE, null));
        accounts.create(
                Actor.CITY, new NewAccount("scene.commander", "赵", "", WatchedCity.PASSWORD, WatchedCity.HERE, here));
        Visitor commander = Visitor.at(city.port(), "scene.commander", WatchedCity.PASSWORD);

        assertThat(commander.get("/back/scenes").statusCode()).isEqualTo(200);
        assertThat(commander.get("/back/scenes/B4").body()).contains("readonly");
        assertThat(commander
                        .post("/back/scenes/B4/switch", Map.of("on", "false"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(commander.post("/back/scenes/save", Map.of("text", "id: B4")).statusCode())
                .isEqualTo(403);
        assertThat(scenes.enabled("B4")).isTrue();
    }

    @Test
    void thePagesLookRight() {
        try (Browser browser = Browser.open(city.port())) {
            for (Page page : List.of(browser.desktop(), browser.phone())) {
                List<String> complaints = new ArrayList<>();
                browser.signIn(page, WatchedCity.ADMIN, WatchedCity.PASSWORD);
                page.onConsoleMessage(m -> complaints.add(m.type() + m.text()));
                String where = page.viewportSize().width > 1000 ? "desktop" : "phone";
                page.navigate("/back/scenes");
                browser.picture(page, where + "-scenes");
                page.fill("[data-filter]", "lift");
                assertThat(page.locator("#scenes tr[data-words]:visible").count())
                        .isBetween(2, 8);
                browser.picture(page, where + "-scenes-found");
                page.navigate("/back/scenes/B6");
                browser.picture(page, where + "-scene");
                page.fill("#text", page.inputValue("#text").replace("smoke = 1", "smok = 1"));
                page.click("form[action$=save] button");
                page.waitForSelector("[role=alert]");
                browser.picture(page, where + "-scene-wrong");
                assertThat(complaints).isEmpty();
                Object overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
                assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
            }
        }
    }
}
