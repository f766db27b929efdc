package org.chengmai.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be said of a device's health; several may hold at once. */
public enum Condition {
    /** Heard within its kind's {@code silentMinutes}. */
    ALIVE,
    /** Not heard for longer, or never. */
    SILENT,
    /** Never heard at all. */
    NEVER,
    /** Its channel {@code battery} says less than 20. */
    BATTERY,
    /** Its clock is wrong: readings went aside for their time, or its newest are far from the time they came in. */
    CLOCK,
    /** Silent and back again, three times within a day. */
    FLAPPING,
    /** Without a point: it stands somewhere in its area, and no map shows it. */
    UNPLACED,
    /** Somebody works on it: a maintenance window runs. */
    MAINTENANCE,
    /** Sent more messages than its kind may, within a day and since the program started. */
    LIMITED;

    /** As addresses write it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Condition> of(String word) {
        return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
    }
}
