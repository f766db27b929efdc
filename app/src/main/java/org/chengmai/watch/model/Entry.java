package org.chengmai.watch.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the watch list, its plate or card masked.
 *
 * @param place path in the area tree within which it holds
 * @param basis the law and the paper by which it is looked for
 * @param unit the unit that owns it and gets the cases
 * @param enteredBy account; who approves must be another one
 * @param approvedAt null until a second person has approved it; till then it matches nothing
 * @param endedAt when somebody took it off before its time
 */
public record Entry(
        long id,
        Wanted.Sort sort,
        String masked,
        String place,
        String basis,
        String unit,
        String reason,
        long enteredBy,
        String enteredName,
        Instant enteredAt,
        Instant expiresAt,
        @Nullable String approvedName,
        @Nullable Instant approvedAt,
        @Nullable Instant endedAt) {

    /** Where an entry is in its life. */
    public enum State {
        WAITS,
        HOLDS,
        ENDED,
        EXPIRED
    }

    public State state(Instant now) {
        if (endedAt != null) {
            return State.ENDED;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return approvedAt == null ? State.WAITS : State.HOLDS;
    }

    /** When it ceases to match. */
    public Instant end() {
        return endedAt != null && endedAt.isBefore(expiresAt) ? endedAt : expiresAt;
    }

    /** As the audit and cases name it. */
    public String number() {
        return "W-" + id;
    }
}
