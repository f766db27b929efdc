package org.chengmai.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.dispatch.Responsibility.Row;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The field over HTTP: acts that arrive late, twice or from the wrong hands. */
@CityTest
class FieldTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cases cases;

    @Autowired
    private Responsibility responsibility;

    @Autowired
    private SmallTown town;

    private long id;

    @BeforeEach
    void dispatched() {
        town.settle();
        id = town.report(SmallTown.BIKES, false);
        CaseFile file = cases.get(Actor.CITY, id);
        cases.act(Actor.CITY, id, file.version(), new Command.Assign("bikes", null, ""));
    }

    private Visitor visitor(String login) {
        Visitor visitor = Visitor.at(port, login, SmallTown.PASSWORD);
        visitor.get("/field");
        return visitor;
    }

    private HttpResponse<String> act(Visitor who, UUID act, String verb, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("id", act.toString());
        form.put("verb", verb);
        form.put("case", String.valueOf(id));
        return send(who, form);
    }

    /** As the phone's outbox does it: a form, answered in JSON. */
    private static HttpResponse<String> send(Visitor who, Map<String, String> form) {
        String fields = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return who.send(who.request("/field/acts")
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", who.token())
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    @Test
    void theTaskIsOnThePhoneAndIsCarriedToItsFeedback() {
        Visitor li = visitor("bikes-1");
        assertThat(li.get("/field").body()).contains("/field/case/" + id).doesNotContain("??");
        assertThat(li.get("/field/case/" + id).body()).contains("接单").doesNotContain("??");

        act(li, UUID.randomUUID(), "take", Map.of());
        act(li, UUID.randomUUID(), "arrive", Map.of("lon", "121.405", "lat", "31.245"));
        act(li, UUID.randomUUID(), "done", Map.of("outcome", "RESOLVED", "words", "已清走"));

        assertThat(cases.get(Actor.CITY, id).status()).isEqualTo(Status.FED_BACK);
        assertThat(town.story(id)).endsWith("dispatched ▸ taken ▸ arrived ▸ fed_back");
    }

    @Test
    void anActThatArrivesTwiceCountsOnce() {
        Visitor li = visitor("bikes-1");
        UUID take = UUID.randomUUID();

        assertThat(act(li, take, "take", Map.of()).statusCode()).isEqualTo(200);
        assertThat(act(li, take, "take", Map.of()).statusCode()).isEqualTo(200);

        assertThat(town.story(id)).containsOnlyOnce("taken");
    }

    @Test
    void whoComesSecondIsToldThatAnotherHasIt() {
        act(visitor("bikes-1"), UUID.randomUUID(), "take", Map.of());

        HttpResponse<String> second = act(visitor("bikes-2"), UUID.randomUUID(), "take", Map.of());

        assertThat(second.statusCode()).isIn(403, 409);
        assertThat(second.body()).contains("C-" + id);
        assertThat(town.story(id)).containsOnlyOnce("taken");
    }

    @Test
    void aStrangerSeesNothingAndChangesNothing() {
        for (String login : List.of("cleaner-1", "south-desk")) {
            Visitor stranger = visitor(login);
            assertThat(stranger.get("/field").body()).doesNotContain("/field/case/" + id);
            assertThat(stranger.get("/field/case/" + id).statusCode()).isEqualTo(404);
            assertThat(stranger.get("/cases/" + id + "/photos/1").statusCode()).isEqualTo(404);
            for (String verb : List.of("take", "arrive", "done", "giveback", "pass", "rework", "note")) {
                assertThat(act(stranger, UUID.randomUUID(), verb, Map.of("words", "x"))
                                .statusCode())
                        .as(login + " " + verb)
                        .isIn(403, 404);
            }
        }
        assertThat(cases.get(Actor.CITY, id).status()).isEqualTo(Status.DISPATCHED);
    }

    @Test
    void theGridWorkerVerifiesWhereTheTableSaysSo() {
        responsibility.put(Actor.CITY, new Row(0, SmallTown.BIKES, SmallTown.NORTH_PLACE, "bikes", Role.GRID_WORKER));
        Visitor li = visitor("bikes-1");
        act(li, UUID.randomUUID(), "take", Map.of());
        act(li, UUID.randomUUID(), "done", Map.of("outcome", "RESOLVED", "words", "已清走"));
        Visitor he = visitor("north-grid");

        assertThat(he.get("/field?tab=verify").body()).contains("/field/case/" + id);
        assertThat(act(he, UUID.randomUUID(), "rework", Map.of("words", "还剩三辆")).statusCode())
                .isEqualTo(200);
        assertThat(cases.get(Actor.CITY, id).status()).isIn(Status.DISPATCHED, Status.HANDLING);
        act(li, UUID.randomUUID(), "take", Map.of());
        act(li, UUID.randomUUID(), "done", Map.of("outcome", "RESOLVED", "words", "全部清走"));
        act(he, UUID.randomUUID(), "pass", Map.of());

        assertThat(cases.get(Actor.CITY, id).status()).isEqualTo(Status.VERIFIED);
    }

    @Test
    void aTroubleReportedFromTheFieldTwiceIsOneCase() {
        Visitor li = visitor("bikes-1");
        Map<String, String> form = Map.of(
                "id",
                UUID.randomUUID().toString(),
                "verb",
                "report",
                "matter",
                SmallTown.SMOKE,
                "words",
                "楼道冒烟",
                "severity",
                "CRITICAL");

        String first = send(li, form).body();
        String second = send(li, form).body();

        assertThat(first).contains("caseId").isEqualTo(second);
    }

    @Test
    void thePageOpensWithoutSignal() {
        Visitor li = visitor("bikes-1");
        HttpResponse<String> worker = li.getJson("/field/worker.js");

        assertThat(worker.headers().firstValue("Service-Worker-Allowed")).hasValue("/field");
        assertThat(worker.headers().firstValue("content-type").orElse("")).startsWith("text/javascript");
        assertThat(li.getJson("/field/manifest").body()).contains("\"start_url\":\"/field\"");
        assertThat(li.getJson("/field/session").body()).contains("\"account\":" + town.account("bikes-1"));
    }
}
