package org.chengmai.identity;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.chengmai.kernel.Refusal;

/** What a password must be: 8 characters or more, three of the four classes, no more than bcrypt reads, not the login. */
final class PasswordRule {

    private static final int LEAST_CHARACTERS = 8;
    private static final int LEAST_CLASSES = 3;
    private static final int MOST_BYTES = 72;

    private PasswordRule() {}

    static void check(String login, String password) {
        if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS || classes(password) < LEAST_CLASSES) {
            throw Refusal.badInput(
                    "password.weak",
                    "Expected a password of at least 8 characters with three of: capitals, small letters, digits, others; but this one is weaker.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Refusal.badInput("password.long", "Expected a password of at most 72 bytes, but this one is longer.");
        }
        if (password.toLowerCase(Locale.ROOT).contains(login)) {
            throw Refusal.badInput("password.login", "Expected a password without the login in it, but it has it.");
        }
    }

    private static long classes(String password) {
        return password.codePoints().map(PasswordRule::classOf).distinct().count();
    }

    private static int classOf(int c) {
        if (c >= 'A' && c <= 'Z') {
            return 0;
        }
        if (c >= 'a' && c <= 'z') {
            return 1;
        }
        return c >= '0' && c <= '9' ? 2 : 3;
    }
}
