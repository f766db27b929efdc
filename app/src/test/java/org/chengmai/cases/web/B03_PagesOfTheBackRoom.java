package org.chengmai.cases.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Severity;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of matters, calendar and import, as people use them. */
@CityTest
class B03_PagesOfTheBackRoom {

    private static final String PASSWORD = "Right-pass-1";
    private static final String HERE = "310107/310107005/";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Matters matters;

    @Autowired
    private Cases cases;

    @BeforeEach
    void people() {
        person("cases.keeper", "管理员", Role.ADMINISTRATOR, "");
        person("cases.desk", "王丽", Role.DISPATCHER, HERE);
        person("cases.next", "邻居", Role.DISPATCHER, "310107/310107007/");
    }

    private void person(String login, String name, Role role, String place) {
        if (accounts.byLogin(login).isEmpty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(login, name, "", PASSWORD, place, List.of(new Grant(role, place, null))));
        }
    }

    @Test
    void aLimitIsSetByHand() {
        Visitor keeper = Visitor.at(port, "cases.keeper", PASSWORD);
        assertThat(keeper.get("/back/matters?words=C-0&edit=C-01").body())
                .contains("事项目录", "路面或人行道坏了", "工作日", "3 天", "修改“C-01 路面或人行道坏了”");

        String saved = keeper.post(
                        "/back/matters/rule",
                        Map.of("code", "C-01", "amount", "1.5", "clock", "WORK_HOURS", "needsPhoto", "false"))
                .body();

        assertThat(saved).contains("已保存。", "1.5 小时");
        assertThat(matters.get("C-01").limit().toMinutes()).isEqualTo(90);
        HttpResponse<String> refused = keeper.post(
                "/back/matters/rule",
                Map.of("code", "C-01", "amount", "1.5", "clock", "WORK_DAYS", "needsPhoto", "true"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("按日计时须为整日");
        assertThat(keeper.get("/back/matters?words=nosuch").body()).contains("没有符合的事项");
    }

    @Test
    void aTableIsBroughtIn() {
        Visitor keeper = Visitor.at(port, "cases.keeper", PASSWORD);
        keeper.get("/back/matters");

        String body = upload(
                        keeper,
                        "/back/matters/import",
                        Map.of(),
                        "kind\tbig\tbigname\tcode\tname\n事项\t10\t其他\t10001\t道路积雪\n月亮\t1\tx\t10002\ty\n")
                .body();

        assertThat(body).contains("已导入 1 行。", "“kind”列应为“部件”或“事项”，收到的是“月亮”。", "事项-10001");
    }

    @Test
    void theCalendarIsCheckedAndChanged() {
        Visitor keeper = Visitor.at(port, "cases.keeper", PASSWORD);
        assertThat(keeper.get("/back/calendar").body()).contains("2026-10-01", "星期四", "国庆节", "待核对");

        keeper.post("/back/calendar", Map.of("day", "2032-01-01", "works", "false", "name", "元旦"));
        assertThat(keeper.get("/back/calendar").body()).contains("2032-01-01");
        keeper.post("/back/calendar/remove", Map.of("day", "2032-01-01"));
        assertThat(keeper.get("/back/calendar").body()).doesNotContain("2032-01-01");
    }

    @Test
    void anImportShowsHowFarItIsAndWhatItDid() throws InterruptedException {
        Visitor desk = Visitor.at(port, "cases.desk", PASSWORD);
        assertThat(desk.get("/back/import").body()).contains("批量导入上报", "咨询、建议或其他");
        Map<String, String> form =
                Map.of("source", "pages", "ref", "no", "title", "t", "place", HERE, "matter", "C-12");
        HttpResponse<String> started = upload(desk, "/back/import", form, "no,t\n1,一\n2,二\n,三\n");
        String job = started.headers().firstValue("location").orElseThrow();

        String page = desk.get(job + "/progress").body();
        long limit = System.nanoTime() + 20_000_000_000L;
        while (!page.contains("导入结束") && System.nanoTime() < limit) {
            Thread.onSpinWait();
            page = desk.get(job + "/progress").body();
        }

        assertThat(page).contains("导入结束，共读 3 行。", "已导入 2 行。", "列“no”不能为空。");
        assertThat(Visitor.at(port, "cases.next", PASSWORD).get(job).statusCode())
                .isEqualTo(404);
        assertThat(upload(
                                desk,
                                "/back/import",
                                Map.of("source", "s", "ref", "no", "title", "t", "place", "310107/", "matter", "C-12"),
                                "no,t\n")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyWhoMaySeesAPageOrACase() {
        long id = cases.report(new Report(
                "desk",
                "page-1",
                "C-12",
                null,
                HERE,
                "",
                "问一声",
                "",
                Severity.MINOR,
                false,
                null,
                null,
                List.of(),
                null,
                null));
        CaseFile file = cases.get(Actor.CITY, id);
        Visitor desk = Visitor.at(port, "cases.desk", PASSWORD);
        Visitor next = Visitor.at(port, "cases.next", PASSWORD);

        assertThat(desk.getJson("/cases/" + id).body()).contains("\"id\":" + id, "\"REPORTED\"");
        assertThat(desk.getJson("/cases/" + id + "/history").body()).contains("\"kind\":\"REPORTED\"");
        assertThat(desk.getJson("/cases?words=" + file.number()).body()).contains("问一声");
        assertThat(next.getJson("/cases/" + id).statusCode()).isEqualTo(404);
        assertThat(next.getJson("/cases/" + id + "/history").statusCode()).isEqualTo(404);
        assertThat(next.getJson("/cases?words=" + file.number()).body()).contains("\"cases\":[]");
        assertThat(desk.get("/back/matters").statusCode()).isEqualTo(403);
        assertThat(desk.get("/back/calendar").statusCode()).isEqualTo(403);
        assertThat(Visitor.at(port).getJson("/cases/" + id).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> upload(Visitor visitor, String path, Map<String, String> form, String file) {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append("--x\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        body.append("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n\r\n");
        body.append(file).append("\r\n--x--\r\n");
        return visitor.send(visitor.request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header("X-XSRF-TOKEN", visitor.token())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }
}
