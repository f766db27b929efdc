package org.chengmai.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chengmai.city.CityTest;
import org.chengmai.city.People;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Another program is told what it asked for, signed, until it took it. */
@CityTest
class B01_WebhookTest {

    /** What arrived at the other side. */
    private record Call(String event, String timestamp, String signature, String body) {}

    @LocalServerPort
    private int port;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Notifications notifications;

    @Autowired
    private WebhookSender sender;

    @Autowired
    private Accounts accounts;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transactions;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer other;
    private People people;

    @BeforeEach
    void listen() throws IOException {
        people = People.of(accounts);
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            calls.add(new Call(
                    headers.getFirst("X-Chengmai-Event"),
                    headers.getFirst("X-Chengmai-Timestamp"),
                    headers.getFirst("X-Chengmai-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 500 : 204, -1);
            exchange.close();
        });
        other.start();
    }

    @AfterEach
    void quiet() {
        other.stop(0);
        database.sql("update notification.webhook set active = false").update();
    }

    private String url() {
        return "http://localhost:" + other.getAddress().getPort() + "/hook";
    }

    private Call next() throws InterruptedException {
        Call call = calls.poll(10, TimeUnit.SECONDS);
        assertThat(call).as("a call within ten seconds").isNotNull();
        return call;
    }

    private Delivery settled(long webhook) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            var log = webhooks.deliveries(Actor.CITY, webhook, 0).items();
            boolean settled = !log.isEmpty() && log.getFirst().attempts() > 0;
            if (settled || System.nanoTime() > limit) {
                return log.getFirst();
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void anEventArrivesSigned() throws Exception {
        Webhooks.Made made = webhooks.add(Actor.CITY, "市平台", url(), "case.*", "h1/");
        notifications.publish("case.reported", "h1/e/", Map.of("case", "C-1"));
        Call call = next();
        assertThat(call.event()).isEqualTo("case.reported");
        assertThat(call.body()).contains("\"place\":\"h1/e/\"").contains("\"case\":\"C-1\"");
        assertThat(call.signature())
                .isEqualTo("sha256=" + WebhookSender.signature(made.secret(), call.timestamp() + "." + call.body()));
        assertThat(settled(made.id()).state()).isEqualTo("delivered");
    }

    @Test
    void theSignatureIsHmacSha256() {
        // RFC 4231, test case 2
        assertThat(WebhookSender.signature("Jefe", "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void onlyWhatWasAskedForIsTold() throws Exception {
        webhooks.add(Actor.CITY, "告警", url(), "alarm.raised, test", "h2/e/");
        notifications.publish("case.reported", "h2/e/", Map.of());
        notifications.publish("alarm.raised", "h2/w/", Map.of());
        transactions.executeWithoutResult(status -> {
            notifications.publish("alarm.raised", "h2/e/", Map.of("n", "undone"));
            status.setRollbackOnly();
        });
        notifications.publish("alarm.raised", "h2/e/", Map.of("n", "done"));
        assertThat(next().body()).contains("\"done\"");
        assertThat(calls).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainLater() throws Exception {
        failures.set(1);
        Webhooks.Made made = webhooks.add(Actor.CITY, "慢平台", url(), "*", "h3/");
        notifications.publish("case.closed", "h3/", Map.of());
        String first = next().body();
        Delivery failed = settled(made.id());
        assertThat(failed.state()).isEqualTo("waiting");
        assertThat(failed.answer()).isEqualTo("HTTP 500");
        assertThat(failed.dueAt()).isAfter(failed.createdAt().plusSeconds(9));

        database.sql("update notification.delivery set due_at = now() where id = :id")
                .param("id", failed.id())
                .update();
        sender.sweep();
        assertThat(next().body()).as("the same delivery again").isEqualTo(first);
    }

    @Test
    void aNeighboursWebhookIsNeitherSeenNorChanged() {
        Actor east = people.actor(Role.ADMINISTRATOR, "h4/e/");
        long west = webhooks.add(Actor.CITY, "西", url(), "*", "h4/w/").id();
        long above = webhooks.add(Actor.CITY, "区", url(), "*", "h4/").id();
        assertThat(webhooks.list(east)).isEmpty();
        for (long id : new long[] {west, above}) {
            refused(() -> webhooks.get(east, id));
            refused(() -> webhooks.deliveries(east, id, 0));
            refused(() -> webhooks.enable(east, id, false));
            refused(() -> webhooks.renewSecret(east, id));
            refused(() -> webhooks.test(east, id));
            assertThat(webhooks.get(Actor.CITY, id).active()).isTrue();
        }
        refused(() -> webhooks.add(east, "上级", url(), "*", "h4/"));
        refused(() -> webhooks.add(east, "文件", "file:///etc/passwd", "*", "h4/e/"));
        Actor dispatcher = people.actor(Role.DISPATCHER, "h4/e/");
        refused(() -> webhooks.list(dispatcher));
        refused(() -> webhooks.add(dispatcher, "派遣", url(), "*", "h4/e/"));
    }

    @Test
    void anOfficerAddsAndTestsOneOnThePage() throws Exception {
        Account admin = people.with(Role.ADMINISTRATOR, "");
        Visitor visitor = Visitor.at(port, admin.login(), People.PASSWORD);
        visitor.get("/back/webhooks");
        var made = visitor.post("/back/webhooks", Map.of("name", "页面", "url", url(), "types", "nothing", "place", "*"));
        assertThat(made.body()).contains("签名密钥只显示这一次");
        long id = webhooks.list(Actor.CITY).getLast().id();
        assertThat(visitor.post("/back/webhooks/" + id + "/test", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(next().event()).isEqualTo("test");
        settled(id);
        assertThat(visitor.get("/back/webhooks/" + id).body()).contains("已送达").contains("HTTP 204");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refusal.class).hasMessageStartingWith("Expected ");
    }
}
