package org.chengmai.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The desk over HTTP: its own cases, nobody else's, and two dispatchers who act at once. */
@CityTest
class DeskTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cases cases;

    @Autowired
    private SmallTown town;

    @BeforeEach
    void settle() {
        town.settle();
    }

    private Visitor visitor(String login) {
        return Visitor.at(port, login, SmallTown.PASSWORD);
    }

    private static Map<String, String> order(String verb, int version, String unit, String words) {
        return Map.of("verb", verb, "version", String.valueOf(version), "unit", unit, "words", words);
    }

    @Test
    void theQueueShowsWhatIsWithinReachAndTheCaseOffersItsSteps() {
        long id = town.report(SmallTown.BIKES, false);
        Visitor wang = visitor("north-desk");

        assertThat(wang.get("/desk").body()).contains("row-" + id).contains("共享单车堵住人行道");
        assertThat(wang.get("/desk/case/" + id).body())
                .contains("value=\"dispatch\"")
                .contains("曹杨路 12 号")
                .doesNotContain("??");
        CaseFile file = cases.get(Actor.CITY, id);
        String dispatched = wang.post("/desk/case/" + id, order("dispatch", file.version(), "bikes", "请尽快"))
                .body();
        assertThat(dispatched).contains("单车运维").contains("value=\"urge\"");
        assertThat(cases.get(Actor.CITY, id).status()).isEqualTo(Status.DISPATCHED);
    }

    @Test
    void aNeighbourSeesNothingAndChangesNothing() {
        long id = town.report(SmallTown.BIKES, false);
        int version = cases.get(Actor.CITY, id).version();
        Visitor neighbour = visitor("south-desk");

        assertThat(neighbour.get("/desk?tab=all").body()).doesNotContain("row-" + id);
        assertThat(neighbour.getJson("/desk/points").body()).doesNotContain("\"id\":" + id + ",");
        for (String door : List.of("", "/readings", "/reporter")) {
            assertThat(neighbour.getJson("/desk/case/" + id + door).statusCode())
                    .as(door)
                    .isEqualTo(404);
        }
        assertThat(neighbour.getJson("/cases/" + id + "/photos/1").statusCode()).isEqualTo(404);
        for (String verb : List.of("accept", "register", "dispatch", "void", "note", "urge", "pass", "close")) {
            assertThat(neighbour
                            .post("/desk/case/" + id, order(verb, version, "bikes", "x"))
                            .statusCode())
                    .as(verb)
                    .isIn(403, 404);
        }
        assertThat(cases.get(Actor.CITY, id).version()).isEqualTo(version);
    }

    @Test
    void aHandlerHasNoDesk() {
        Visitor handler = visitor("bikes-1");
        for (String door : List.of(
                "/desk",
                "/desk/queue",
                "/desk/points",
                "/desk/duty?unit=bikes",
                "/back/responsibility",
                "/back/roster")) {
            assertThat(handler.get(door).statusCode()).as(door).isEqualTo(403);
        }
    }

    @Test
    void ofTwoDispatchersWhoActAtOnceOneWinsAndTheOtherIsToldAndSeesTheCaseAsItIs() throws Exception {
        Visitor wang = visitor("north-desk");
        Visitor zhou = visitor("north-desk-2");
        wang.get("/desk");
        zhou.get("/desk");
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 10; round++) {
                long id = town.report(SmallTown.BIKES, false);
                int version = cases.get(Actor.CITY, id).version();
                CyclicBarrier together = new CyclicBarrier(2);
                Future<HttpResponse<String>> one = two.submit(() -> {
                    together.await();
                    return wang.post("/desk/case/" + id, order("dispatch", version, "bikes", ""));
                });
                Future<HttpResponse<String>> other = two.submit(() -> {
                    together.await();
                    return zhou.post("/desk/case/" + id, order("dispatch", version, "cleaners", ""));
                });
                List<String> pages = List.of(one.get().body(), other.get().body());

                assertThat(pages).filteredOn(p -> p.contains("id=\"sentence\"")).hasSize(1);
                String unit = cases.get(Actor.CITY, id).unit();
                String name = "bikes".equals(unit) ? "已派给 单车运维" : "已派给 市容所";
                assertThat(pages).allMatch(p -> p.contains(name));
                assertThat(town.story(id)).containsOnlyOnce("dispatched");
            }
        }
    }

    @Test
    void aCaseToldByPhoneIsReportedOnceHoweverOftenTheFormIsSent() {
        Visitor wang = visitor("north-desk");
        wang.get("/desk");
        Map<String, String> form = Map.of(
                "ref",
                "phone-" + System.nanoTime(),
                "matter",
                SmallTown.BIKES + " 共享单车乱停",
                "severity",
                "CRITICAL",
                "lon",
                "121.405",
                "lat",
                "31.245",
                "words",
                "桥下堆了单车",
                "name",
                "周女士",
                "phone",
                "13812345678");

        HttpResponse<String> outside = wang.post("/desk/new", form);

        assertThat(outside.body()).contains("所选位置不在辖区内");
    }
}
