package org.chengmai.identity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door itself: five wrong passwords lock an account for 15 minutes. A guess is counted before it is checked, so that
 * many at once are no more than five either.
 */
@Component
public class SignIn {

    private static final int MOST_FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);

    private record Guess(long account, String password, boolean active, boolean locks) {}

    private final JdbcClient database;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Audit audit;
    private final InstantSource clock;

    SignIn(JdbcClient database, AccountStore accounts, Passwords passwords, Audit audit, InstantSource clock) {
        this.database = database;
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Checks a login and its password.
     *
     * @throws Refusal {@code sign-in.wrong}, or {@code sign-in.locked} while the account is locked
     */
    public Actor enter(String login, String password) {
        String name = login.strip().toLowerCase(Locale.ROOT);
        Optional<Guess> guess = countGuess(name);
        if (guess.isEmpty()) {
            passwords.matchNobody(password);
            throw turnedAway(name);
        }
        Guess found = guess.get();
        boolean right = passwords.matches(password, found.password()) && found.active();
        Actor actor = actor(found.account());
        if (!right) {
            audit.recordRefused(actor, "sign-in", name, found.locks() ? "wrong password, locked" : "wrong password");
            throw found.locks() ? locked(name) : wrong();
        }
        noteEntry(found.account());
        audit.record(actor, "sign-in", name, "");
        return actor;
    }

    private Optional<Guess> countGuess(String login) {
        Instant now = clock.instant();
        return database.sql("""
                        update identity.account a
                        set failures = n.failures,
                            locked_until = case when n.failures >= :most then cast(:until as timestamptz) end
                        from (select id, case when locked_until is null then failures + 1 else 1 end as failures
                              from identity.account
                              where login = :login and (locked_until is null or locked_until <= :now)
                              for update) n
                        where a.id = n.id
                        returning a.id, a.password, a.active, a.locked_until is not null as locks
                        """)
                .param("most", MOST_FAILURES)
                .param("until", Timestamp.from(now.plus(LOCK)))
                .param("login", login)
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Guess(
                        row.getLong("id"),
                        row.getString("password"),
                        row.getBoolean("active"),
                        row.getBoolean("locks")))
                .optional();
    }

    private void noteEntry(long account) {
        database.sql("""
                        update identity.account set failures = 0, locked_until = null, last_sign_in = :now where id = :id
                        """)
                .param("id", account)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private Refusal turnedAway(String login) {
        Optional<Account> account = accounts.byLogin(login);
        if (account.isEmpty()) {
            // What was typed may be a password in the wrong field: it is not written down.
            audit.recordRefused(Actor.PUBLIC, "sign-in", "unknown", "unknown login");
            return wrong();
        }
        audit.recordRefused(actor(account.get().id()), "sign-in", login, "locked");
        return locked(login);
    }

    private Actor actor(long id) {
        Account a = accounts.find(id).orElseThrow();
        return new Actor(a.id(), a.login(), a.name(), a.grants());
    }

    private static Refusal wrong() {
        return Refusal.forbidden("sign-in.wrong", "Expected a login and its password, but one of them is not right.");
    }

    private static Refusal locked(String login) {
        return Refusal.forbidden(
                "sign-in.locked",
                "Expected to sign in as %s, but the account is locked for 15 minutes.".formatted(login),
                login);
    }
}
