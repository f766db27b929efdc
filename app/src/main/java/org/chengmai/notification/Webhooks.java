package org.chengmai.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** The door to the webhooks: who is told what, and the log of every delivery. */
@Component
public class Webhooks {

    private static final int PAGE_SIZE = 50;
    private static final int SECRET_BYTES = 32;
    private static final Pattern TYPES = Pattern.compile("[a-z*][a-z0-9.*-]*( *, *[a-z*][a-z0-9.*-]*)*");

    /** A webhook just made, and the secret that only now is told. */
    public record Made(long id, String secret) {}

    private final JdbcClient database;
    private final WebhookSender sender;
    private final ObjectMapper json;
    private final Audit audit;
    private final InstantSource clock;
    private final TransactionTemplate transactions;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            JdbcClient database,
            WebhookSender sender,
            ObjectMapper json,
            Audit audit,
            InstantSource clock,
            TransactionTemplate transactions) {
        this.database = database;
        this.sender = sender;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
    }

    void publish(String type, String place, Map<String, Object> payload) {
        List<Webhook> asked = database.sql("""
                        select * from notification.webhook where active and starts_with(:place, place)
                        """).param("place", place).query(Webhooks::webhook).list().stream()
                .filter(w -> asksFor(w.types(), type))
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        String body = body(type, place, payload);
        asked.forEach(w -> queue(w.id(), type, body));
        sender.wake();
    }

    /** Sends a {@code test} event, whatever the webhook asked for. */
    public void test(Actor by, long id) {
        Webhook webhook = get(by, id);
        queue(id, "test", body("test", webhook.place(), Map.of("words", "你好，城脉 / hello from Chengmai")));
        audit.record(by, "webhook.test", "W-" + id, "");
        sender.wake();
    }

    private String body(String type, String place, Map<String, Object> payload) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", UUID.randomUUID().toString());
        body.put("type", type);
        body.put("at", clock.instant().toString());
        body.put("place", place);
        body.put("data", payload);
        return json.writeValueAsString(body);
    }

    private void queue(long webhook, String type, String body) {
        database.sql("""
                        insert into notification.delivery (webhook, type, body, created_at, due_at)
                        values (:webhook, :type, :body, :now, :now)
                        """)
                .param("webhook", webhook)
                .param("type", type)
                .param("body", body)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    static boolean asksFor(String types, String type) {
        return Arrays.stream(types.split(","))
                .map(String::strip)
                .anyMatch(t -> t.equals(type)
                        || t.equals("*")
                        || (t.endsWith(".*") && type.startsWith(t.substring(0, t.length() - 1))));
    }

    public List<Webhook> list(Actor by) {
        by.needs(Act.MANAGE_WEBHOOKS);
        return database.sql("select * from notification.webhook where place like any(:reach) order by id")
                .param("reach", by.reach(Act.MANAGE_WEBHOOKS).patterns())
                .query(Webhooks::webhook)
                .list();
    }

    /** The webhook, for whoever manages those of its place; to others there is none. */
    public Webhook get(Actor by, long id) {
        return database.sql("select * from notification.webhook where id = :id")
                .param("id", id)
                .query(Webhooks::webhook)
                .optional()
                .filter(w -> by.may(Act.MANAGE_WEBHOOKS, w.place()))
                .orElseThrow(() -> Refusal.notFound(
                        "webhooks.unknown", "Expected webhook %d, but there is none.".formatted(id), id));
    }

    /** Adds a webhook; the secret that signs its deliveries is told this once. */
    public Made add(Actor by, String name, String url, String types, String place) {
        by.needs(Act.MANAGE_WEBHOOKS, place);
        check(name, url, types);
        String secret = secret();
        Long id = transactions.execute(status -> {
            long made = database.sql("""
                            insert into notification.webhook (name, url, secret, types, place, created_at)
                            values (:name, :url, :secret, :types, :place, :now) returning id
                            """)
                    .param("name", name.strip())
                    .param("url", url.strip())
                    .param("secret", secret)
                    .param("types", types.strip())
                    .param("place", place)
                    .param("now", Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .single();
            audit.record(by, "webhook.add", "W-" + made, url.strip());
            return made;
        });
        return new Made(id == null ? 0 : id, secret);
    }

    /** Switches a webhook on or off; what waits for one that is off goes on waiting. */
    public void enable(Actor by, long id, boolean active) {
        get(by, id);
        transactions.executeWithoutResult(status -> {
            database.sql("update notification.webhook set active = :active where id = :id")
                    .param("active", active)
                    .param("id", id)
                    .update();
            audit.record(by, active ? "webhook.enable" : "webhook.disable", "W-" + id, "");
        });
        sender.wake();
    }

    /** A new secret; the old one signs nothing from now on. */
    public String renewSecret(Actor by, long id) {
        get(by, id);
        String secret = secret();
        transactions.executeWithoutResult(status -> {
            database.sql("update notification.webhook set secret = :secret where id = :id")
                    .param("secret", secret)
                    .param("id", id)
                    .update();
            audit.record(by, "webhook.secret", "W-" + id, "");
        });
        return secret;
    }

    /** The log of one webhook, newest first. */
    public Page<Delivery> deliveries(Actor by, long id, int page) {
        get(by, id);
        int number = Math.max(0, page);
        long total = database.sql("select count(*) from notification.delivery where webhook = :id")
                .param("id", id)
                .query(Long.class)
                .single();
        List<Delivery> found = database.sql("""
                        select * from notification.delivery where webhook = :id order by id desc limit :size offset :from
                        """)
                .param("id", id)
                .param("size", PAGE_SIZE)
                .param("from", (long) number * PAGE_SIZE)
                .query(Webhooks::delivery)
                .list();
        return new Page<>(found, number, PAGE_SIZE, total);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void check(String name, String url, String types) {
        if (name.isBlank() || name.length() > 80) {
            throw Refusal.badInput(
                    "webhooks.name", "Expected a name of 1 to 80 characters for the webhook, but got another.");
        }
        if (!TYPES.matcher(types.strip()).matches()) {
            throw Refusal.badInput(
                    "webhooks.types",
                    "Expected types such as case.*, alarm.raised, but got '%s'.".formatted(types),
                    types);
        }
        if (!isAddress(url.strip())) {
            throw Refusal.badInput(
                    "webhooks.url", "Expected an address with http or https, but got '%s'.".formatted(url), url);
        }
    }

    private static boolean isAddress(String url) {
        try {
            URI address = new URI(url);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getLong("id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("types"),
                row.getString("place"),
                row.getBoolean("active"));
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getLong("webhook"),
                row.getString("type"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("attempts"),
                Rows.instant(row, "due_at"),
                Rows.instant(row, "delivered_at"),
                row.getString("answer"));
    }
}
