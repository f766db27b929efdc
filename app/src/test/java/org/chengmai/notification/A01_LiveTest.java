package org.chengmai.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chengmai.city.CityTest;
import org.chengmai.city.People;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Open pages hear at once what lies within their reach, and nothing of a neighbour. */
@CityTest
class A01_LiveTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Live live;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Units units;

    @Autowired
    private TransactionTemplate transactions;

    private People people;

    @BeforeEach
    void people() {
        people = People.of(accounts);
    }

    /** A browser that listens; its lines arrive in a queue. */
    private static final class Listener implements AutoCloseable {
        private final InputStream stream;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Listener(Visitor visitor, String topics) throws Exception {
            HttpResponse<InputStream> answer = visitor.client()
                    .send(visitor.request("/live?topics=" + topics).build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            stream = answer.body();
            Thread.ofVirtual().start(this::read);
            assertThat(lines.poll(10, TimeUnit.SECONDS)).startsWith("retry:");
        }

        private void read() {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().filter(l -> !l.isBlank()).forEach(lines::add);
            } catch (IOException | java.io.UncheckedIOException ended) {
                lines.add("ended");
            }
        }

        String next() throws InterruptedException {
            return String.valueOf(lines.poll(10, TimeUnit.SECONDS));
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    private Listener listener(Account account, String topics) throws Exception {
        return new Listener(Visitor.at(port, account.login(), People.PASSWORD), topics);
    }

    private static LiveEvent about(String place, String words) {
        return new LiveEvent("case", place, "live-unit", 0, Map.of("words", words));
    }

    @Test
    void onlyWhatIsWithinReachIsTold() throws Exception {
        units.put(Actor.CITY, new Unit("live-unit", "环卫", "", "l1/"));
        units.put(Actor.CITY, new Unit("live-other", "环卫", "", "l1/"));
        try (Listener east = listener(people.with(Role.DISPATCHER, "l1/e/"), "case,inbox");
                Listener west = listener(people.with(Role.DISPATCHER, "l1/w/"), "case");
                Listener unit = listener(people.with(Role.UNIT_HANDLER, "l1/", "live-unit"), "case");
                Listener other = listener(people.with(Role.UNIT_HANDLER, "l1/", "live-other"), "case");
                Listener auditor = listener(people.with(Role.AUDITOR, ""), "case");
                Listener deaf = listener(people.with(Role.DISPATCHER, "l1/e/"), "alarm")) {
            live.tell(about("l1/e/c1/", "东"));
            live.tell(new LiveEvent("case", "l1/w/", null, 0, Map.of("words", "西")));
            assertThat(east.next()).isEqualTo("event: case");
            assertThat(east.next()).isEqualTo("data: {\"words\":\"东\"}");
            assertThat(unit.next() + unit.next()).contains("东");
            assertThat(west.next() + west.next()).contains("西").doesNotContain("东");
            assertThat(east.lines).isEmpty();
            assertThat(other.lines).isEmpty();
            assertThat(auditor.lines).isEmpty();
            assertThat(deaf.lines).isEmpty();
        }
    }

    @Test
    void whatIsRolledBackIsNeverTold() throws Exception {
        try (Listener page = listener(people.with(Role.DISPATCHER, "l2/"), "case")) {
            transactions.executeWithoutResult(status -> {
                live.tell(about("l2/", "undone"));
                status.setRollbackOnly();
            });
            transactions.executeWithoutResult(status -> {
                live.tell(about("l2/", "done"));
                assertThat(page.lines).isEmpty();
            });
            assertThat(page.next() + page.next()).contains("done").doesNotContain("undone");
        }
    }

    @Test
    void anInboxIsItsOwners() throws Exception {
        Account one = people.with(Role.DISPATCHER, "l3/");
        Account two = people.with(Role.DISPATCHER, "l3/");
        try (Listener first = listener(one, "inbox");
                Listener second = listener(two, "inbox")) {
            notifications.tell(one.id(), "menu.desk", Map.of(), "/desk");
            assertThat(first.next()).isEqualTo("event: inbox");
            assertThat(second.lines).isEmpty();
        }
        Visitor owner = Visitor.at(port, one.login(), People.PASSWORD);
        assertThat(owner.get("/inbox/count").body()).contains(">1<");
        assertThat(owner.get("/inbox").body()).contains("派遣台");
        String action = owner.get("/inbox").body().replaceAll("(?s).*action=\"(/inbox/[0-9]+)\".*", "$1");

        Visitor stranger = Visitor.at(port, two.login(), People.PASSWORD);
        assertThat(stranger.get("/inbox/count").body()).isEmpty();
        stranger.get("/inbox");
        assertThat(stranger.post(action, Map.of()).statusCode()).isEqualTo(404);
        stranger.post("/inbox/read", Map.of());
        assertThat(owner.get("/inbox/count").body()).contains(">1<");

        owner.get("/inbox");
        assertThat(owner.post(action, Map.of()).headers().firstValue("location"))
                .hasValue("/desk");
        assertThat(owner.get("/inbox/count").body()).isEmpty();
    }

    @Test
    void whoLosesARoleLosesItsEventsAtOnce() throws Exception {
        Account account = people.with(Role.DISPATCHER, "l4/");
        try (Listener page = listener(account, "case")) {
            accounts.revoke(Actor.CITY, account.id(), new Grant(Role.DISPATCHER, "l4/", null));
            live.tell(about("l4/", "secret"));
            assertThat(page.next()).doesNotContain("event");
        }
    }

    @Test
    void aBrowserThatDoesNotReadIsDroppedAndNobodyWaits() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        Actor slow = people.actor(Role.DISPATCHER, "l5/");
        long before = live.dropped();
        live.open(slow, java.util.List.of("case"), new LivePage.Wire() {
            @Override
            public void send(String text) throws IOException {
                writing.countDown();
                try {
                    stuck.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void end() {}
        });
        assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
        try (Listener quick = listener(people.with(Role.DISPATCHER, "l5/"), "case")) {
            long start = System.nanoTime();
            for (int i = 0; i < 300; i++) {
                live.tell(about("l5/", "n" + i));
                if (i % 100 == 99) {
                    for (int j = 0; j < 200; j++) {
                        quick.next();
                    }
                }
            }
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(10);
            assertThat(live.dropped() - before).isEqualTo(1);
        }
        stuck.countDown();
    }
}
