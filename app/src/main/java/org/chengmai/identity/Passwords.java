package org.chengmai.identity;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chengmai.kernel.Refusal;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The slow hash (bcrypt, 2^12 rounds, about a quarter of a second). Few at a time, so that a flood of guesses cannot take
 * the processors from the readings.
 */
@Component
class Passwords {

    private static final int STRENGTH = 12;
    private static final int WAIT_SECONDS = 20;

    /** The hash of nobody's password: an unknown login takes as long to refuse as a known one. */
    private static final String NOBODY = "$2a$12$Zx0nobodyCanSayWhatThePST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(STRENGTH);
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    String hash(String password) {
        return inTurn(() -> bcrypt.encode(password));
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> bcrypt.matches(password, hash));
    }

    void matchNobody(String password) {
        matches(password, NOBODY);
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        boolean turn;
        try {
            turn = turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            turn = false;
        }
        if (!turn) {
            throw Refusal.busy(
                    "sign-in.busy", "Expected to check a password, but too many are being checked just now.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
