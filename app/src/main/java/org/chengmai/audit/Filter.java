package org.chengmai.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor looks for; empty and null ask for everything.
 *
 * @param login exact
 * @param action its beginning: {@code case.} finds {@code case.assign}
 * @param subject exact
 * @param from inclusive
 * @param to exclusive
 * @param refusedOnly only what was tried in vain
 */
public record Filter(
        String login,
        String action,
        String subject,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean refusedOnly) {

    public static final Filter ALL = new Filter("", "", "", null, null, false);

    /** The filter in a few words, for the audit of the audit. */
    String words() {
        return "login=%s action=%s subject=%s from=%s to=%s refusedOnly=%s"
                .formatted(login, action, subject, from, to, refusedOnly);
    }
}
