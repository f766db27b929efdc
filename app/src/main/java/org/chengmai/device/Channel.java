package org.chengmai.device;

import org.chengmai.kernel.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * One quantity that a kind of device measures.
 *
 * @param index place within the kind, from 0; never given to another name, because the log keeps it
 * @param name key in payloads and rules, {@code [A-Za-z_][A-Za-z0-9_]*}
 * @param label what people see
 * @param unit of the values, as shown; empty when they have none
 * @param min smallest value that can be true; null without a limit
 * @param max largest value that can be true; null without a limit
 */
public record Channel(
        int index,
        String name,
        Bilingual label,
        String unit,
        Type type,
        @Nullable Double min,
        @Nullable Double max) {

    /**
     * What the values look like: any number, whole numbers, or 1 (on) and 0 (off); an identifier, such as a plate, is
     * compared at the door, becomes a reading of the channel {@code listed}, and is never kept; a spot says where, or at
     * which thing, a device has seen the rest of the message, see {@link Spots}.
     */
    public enum Type {
        NUMBER,
        INTEGER,
        SWITCH,
        IDENTIFIER,
        SPOT
    }

    /** Whether a value can be true: finite, of the type, within the limits. */
    public boolean holds(double value) {
        return Double.isFinite(value)
                && (min == null || value >= min)
                && (max == null || value <= max)
                && switch (type) {
                    case NUMBER -> true;
                    case INTEGER -> value == Math.rint(value);
                    case SWITCH -> value == 0 || value == 1;
                    case IDENTIFIER, SPOT -> false;
                };
    }
}
