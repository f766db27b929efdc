package org.chengmai.notification;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Refusal;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** What each person was told, newest first, kept for 90 days. Everybody reads his own and nobody else's. */
@Component
public class Inbox {

    private static final int PAGE_SIZE = 50;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final TypeReference<LinkedHashMap<String, String>> WORDS = new TypeReference<>() {};

    private final JdbcClient database;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Live live;

    Inbox(JdbcClient database, ObjectMapper json, InstantSource clock, Live live) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.live = live;
    }

    void put(long account, String key, Map<String, String> args, String link) {
        if (!link.startsWith("/") || link.startsWith("//")) {
            throw new IllegalArgumentException("Expected a link to a page of our own, but got " + link);
        }
        database.sql("""
                        insert into notification.message (account, key, args, link, at)
                        values (:account, :key, cast(:args as jsonb), :link, :at)
                        """)
                .param("account", account)
                .param("key", key)
                .param("args", json.writeValueAsString(args))
                .param("link", link)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        live.tell(new LiveEvent("inbox", "", null, account, Map.of("key", key, "link", link)));
    }

    public Page<Message> list(Actor actor, int page) {
        int number = Math.max(0, page);
        long total = database.sql("select count(*) from notification.message where account = :account")
                .param("account", actor.account())
                .query(Long.class)
                .single();
        List<Message> messages = database.sql("""
                        select * from notification.message where account = :account
                        order by id desc limit :size offset :from
                        """)
                .param("account", actor.account())
                .param("size", PAGE_SIZE)
                .param("from", (long) number * PAGE_SIZE)
                .query(message())
                .list();
        return new Page<>(messages, number, PAGE_SIZE, total);
    }

    public int unread(Actor actor) {
        return database.sql("select count(*) from notification.message where account = :account and read_at is null")
                .param("account", actor.account())
                .query(Integer.class)
                .single();
    }

    /** Marks the message as read and gives it. */
    public Message open(Actor actor, long id) {
        Optional<Message> found = database.sql("""
                        update notification.message set read_at = coalesce(read_at, :now)
                        where id = :id and account = :account returning *
                        """)
                .param("id", id)
                .param("account", actor.account())
                .param("now", Timestamp.from(clock.instant()))
                .query(message())
                .optional();
        return found.orElseThrow(() -> Refusal.notFound(
                "inbox.unknown", "Expected message %d in the inbox, but there is none.".formatted(id), id));
    }

    public void readAll(Actor actor) {
        database.sql("""
                        update notification.message set read_at = :now where account = :account and read_at is null
                        """)
                .param("account", actor.account())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT5M")
    void sweep() {
        database.sql("delete from notification.message where at < :limit")
                .param("limit", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    private RowMapper<Message> message() {
        return (row, n) -> new Message(
                row.getLong("id"),
                row.getString("key"),
                json.readValue(row.getString("args"), WORDS),
                row.getString("link"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("read_at") != null);
    }
}
