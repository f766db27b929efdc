package org.chengmai.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, kept in the database: a restart signs nobody out, a closed account or a new password ends its sessions
 * at once. A session ends 12 hours after its last request and 7 days after sign-in.
 */
@Component
public class Sessions {

    private static final Duration IDLE = Duration.ofHours(12);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final int TOKEN_BYTES = 32;

    private record Found(long account, Instant seenAt) {}

    private final JdbcClient database;
    private final AccountStore accounts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(JdbcClient database, AccountStore accounts, InstantSource clock) {
        this.database = database;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Begins a session and gives the token that the browser keeps. */
    public String open(long account) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        database.sql("""
                        insert into identity.session (token, account, opened_at, seen_at)
                        values (:token, :account, :now, :now)
                        """)
                .param("token", hash(token))
                .param("account", account)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return token;
    }

    /** Who sits behind the token, with the grants of this moment; nobody when it is unknown, ended or closed. */
    public Optional<Actor> actor(String token) {
        Instant now = clock.instant();
        byte[] hash = hash(token);
        Optional<Found> found = database.sql("""
                        select account, seen_at from identity.session
                        where token = :token and seen_at > :idle and opened_at > :longest
                        """)
                .param("token", hash)
                .param("idle", Timestamp.from(now.minus(IDLE)))
                .param("longest", Timestamp.from(now.minus(LONGEST)))
                .query((row, n) -> new Found(
                        row.getLong("account"), row.getTimestamp("seen_at").toInstant()))
                .optional();
        found.filter(f -> f.seenAt().isBefore(now.minus(NOTED_EVERY))).ifPresent(f -> note(hash, now));
        return found.flatMap(f -> accounts.find(f.account()))
                .filter(Account::active)
                .map(a -> new Actor(a.id(), a.login(), a.name(), a.grants()));
    }

    public void close(String token) {
        database.sql("delete from identity.session where token = :token")
                .param("token", hash(token))
                .update();
    }

    void closeAll(long account) {
        database.sql("delete from identity.session where account = :account")
                .param("account", account)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void sweep() {
        Instant now = clock.instant();
        database.sql("delete from identity.session where seen_at <= :idle or opened_at <= :longest")
                .param("idle", Timestamp.from(now.minus(IDLE)))
                .param("longest", Timestamp.from(now.minus(LONGEST)))
                .update();
    }

    private void note(byte[] hash, Instant now) {
        database.sql("update identity.session set seen_at = :now where token = :token")
                .param("now", Timestamp.from(now))
                .param("token", hash)
                .update();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
