package org.chengmai.stream;

import org.chengmai.stream.Expression.Function;

/**
 * The values of sliding windows. A window for {@code min} and {@code rise} keeps only readings that no later one undercuts,
 * so the oldest is the least and the newest is the last; {@code max} and {@code fall} the other way round; the rest keep all.
 */
final class Windows {

    /** Which readings a window keeps. */
    enum Keeping {
        ALL,
        LOWEST,
        HIGHEST;

        static Keeping of(Function function) {
            return switch (function) {
                case MIN, RISE -> LOWEST;
                case MAX, FALL -> HIGHEST;
                case MEAN, SUM, COUNT, CHANGE, RATE -> ALL;
            };
        }
    }

    private static final double MINUTE = 60_000;
    private static final Function[] FUNCTIONS = Function.values();

    private final Samples samples;

    Windows(Samples samples) {
        this.samples = samples;
    }

    /** Lets go of what was collected for another span. */
    void settle(long[] cells, int slot) {
        if (cells[slot + Slot.SPAN_BEFORE] != cells[slot + Slot.SPAN]) {
            forget(cells, slot);
            cells[slot + Slot.SPAN_BEFORE] = cells[slot + Slot.SPAN];
        }
    }

    /** Takes a reading in; one that is no finite number is none. */
    void feed(long[] cells, int slot, int function, long time, double value) {
        if (!Double.isFinite(value) || cells[slot + Slot.SPAN] == Limits.SENSELESS) {
            return;
        }
        int ring = (int) cells[slot + Slot.READINGS];
        Keeping keeping = Keeping.of(FUNCTIONS[function]);
        int size = samples.size(ring);
        while (size > 0 && isBeaten(keeping, samples.value(ring, size - 1), value)) {
            samples.removeNewest(ring);
            size--;
        }
        if (size == Limits.MOST_SAMPLES) {
            samples.removeOldest(ring);
        }
        cells[slot + Slot.READINGS] = samples.add(ring, time, value);
    }

    private static boolean isBeaten(Keeping keeping, double kept, double value) {
        return switch (keeping) {
            case ALL -> false;
            case LOWEST -> kept >= value;
            case HIGHEST -> kept <= value;
        };
    }

    double value(long[] cells, int slot, int function, long time) {
        long span = cells[slot + Slot.SPAN];
        if (span == Limits.SENSELESS) {
            return Evaluation.UNKNOWN;
        }
        int ring = (int) cells[slot + Slot.READINGS];
        int size = samples.size(ring);
        while (size > 0 && samples.time(ring, 0) + span < time) {
            samples.removeOldest(ring);
            size--;
        }
        if (size == 0) {
            return FUNCTIONS[function] == Function.COUNT ? 0 : Evaluation.UNKNOWN;
        }
        return switch (FUNCTIONS[function]) {
            case COUNT -> size;
            case SUM -> samples.sum(ring);
            case MEAN -> samples.sum(ring) / size;
            case MIN, MAX -> samples.value(ring, 0);
            case RISE -> samples.value(ring, size - 1) - samples.value(ring, 0);
            case FALL -> samples.value(ring, 0) - samples.value(ring, size - 1);
            case RATE -> rate(ring, size - 1);
            case CHANGE -> throw new IllegalStateException("Expected change to be written as max less min.");
        };
    }

    private double rate(int ring, int newest) {
        long apart = samples.time(ring, newest) - samples.time(ring, 0);
        return apart == 0
                ? Evaluation.UNKNOWN
                : (samples.value(ring, newest) - samples.value(ring, 0)) / apart * MINUTE;
    }

    /** When the oldest reading that was last counted leaves; NEVER when there is none. */
    long leaving(long[] cells, int slot) {
        int ring = (int) cells[slot + Slot.READINGS];
        long span = cells[slot + Slot.SPAN];
        return span == Limits.SENSELESS || samples.size(ring) == 0 ? Limits.NEVER : samples.time(ring, 0) + span + 1;
    }

    void forget(long[] cells, int slot) {
        samples.free((int) cells[slot + Slot.READINGS]);
        cells[slot + Slot.READINGS] = 0;
    }
}
