package org.chengmai.notification;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries deliveries to their webhooks, each webhook on a thread of its own, so that a slow one delays only itself. Eight
 * attempts over about a day; any 2xx is an arrival. The body is signed: {@code X-Chengmai-Signature: sha256=<hex>} is
 * HMAC-SHA256 with the webhook's secret over {@code <X-Chengmai-Timestamp>.<body>}.
 */
@Component
class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 200;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(4),
            Duration.ofHours(20));

    private record Due(long id, long webhook, String url, String secret, String type, String body, int attempts) {}

    private record Answer(boolean arrived, String words) {}

    private final JdbcClient database;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();

    WebhookSender(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Looks for due deliveries at once, or after the transaction around is committed. */
    void wake() {
        Runnable look = () -> Thread.ofVirtual().name("webhooks").start(this::sweep);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            look.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                look.run();
            }
        });
    }

    @Scheduled(fixedDelayString = "PT5S")
    void sweep() {
        try {
            for (long webhook : webhooksWithDue()) {
                if (busy.add(webhook)) {
                    Thread.ofVirtual().name("webhook-" + webhook).start(() -> drain(webhook));
                }
            }
        } catch (DataAccessException e) {
            LOG.warn("Expected to look for webhook deliveries, but {}; it looks again in 5 s.", e.getMessage());
        }
    }

    private List<Long> webhooksWithDue() {
        return database.sql("""
                        select distinct d.webhook from notification.delivery d
                        join notification.webhook w on w.id = d.webhook
                        where d.due_at <= :now and w.active
                        """).param("now", now()).query(Long.class).list();
    }

    private void drain(long webhook) {
        try {
            for (Optional<Due> due = next(webhook); due.isPresent(); due = next(webhook)) {
                note(due.get(), send(due.get()));
            }
        } catch (DataAccessException e) {
            LOG.warn("Expected to note a webhook delivery, but {}; it is tried again.", e.getMessage());
        } finally {
            busy.remove(webhook);
        }
    }

    private Optional<Due> next(long webhook) {
        return database.sql("""
                        select d.id, d.webhook, w.url, w.secret, d.type, d.body, d.attempts
                        from notification.delivery d join notification.webhook w on w.id = d.webhook
                        where d.webhook = :webhook and d.due_at <= :now and w.active
                        order by d.id limit 1
                        """)
                .param("webhook", webhook)
                .param("now", now())
                .query(Due.class)
                .optional();
    }

    private Answer send(Due due) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(due.url()))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Chengmai")
                    .header("X-Chengmai-Event", due.type())
                    .header("X-Chengmai-Delivery", Long.toString(due.id()))
                    .header("X-Chengmai-Timestamp", timestamp)
                    .header("X-Chengmai-Signature", "sha256=" + signature(due.secret(), timestamp + "." + due.body()))
                    .POST(HttpRequest.BodyPublishers.ofString(due.body()))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new Answer(status >= 200 && status < 300, "HTTP " + status);
        } catch (IOException | IllegalArgumentException e) {
            return new Answer(false, String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        }
    }

    private void note(Due due, Answer answer) {
        int attempts = due.attempts() + 1;
        Instant now = clock.instant();
        boolean again = !answer.arrived() && attempts <= PAUSES.size();
        database.sql("""
                        update notification.delivery
                        set attempts = :attempts, due_at = cast(:due as timestamptz),
                            delivered_at = cast(:delivered as timestamptz), answer = :answer
                        where id = :id
                        """)
                .param("id", due.id())
                .param("attempts", attempts)
                .param("due", again ? timestamp(now.plus(PAUSES.get(attempts - 1))) : null)
                .param("delivered", answer.arrived() ? timestamp(now) : null)
                .param("answer", cut(answer.words()))
                .update();
    }

    private static @Nullable String timestamp(Instant at) {
        return at.toString();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_ANSWER ? words : words.substring(0, LONGEST_ANSWER);
    }

    static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
