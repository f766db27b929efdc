package org.chengmai.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event for one webhook.
 *
 * @param dueAt when it is tried next; none once it arrived or was given up
 * @param deliveredAt when the other side took it
 * @param answer what the other side said last: a status, or why there was none
 */
public record Delivery(
        long id,
        long webhook,
        String type,
        Instant createdAt,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant deliveredAt,
        String answer) {

    /** {@code delivered}, {@code waiting} or {@code given-up}. */
    public String state() {
        if (deliveredAt != null) {
            return "delivered";
        }
        return dueAt == null ? "given-up" : "waiting";
    }
}
