package org.chengmai.stream;

/** What {@code A then B within D} and {@code A without B within D} memorise, and what they are worth. */
final class Sequences {
    private static final long NOT = 0;
    private static final long ALONE = 1;
    private static final long IN_TIME = 2;

    private Sequences() {}

    /** TRUE while the second is, having become so later than the first did, by no more than the span. */
    static double followed(long[] cells, int slot, long time, double first, double second) {
        if (first != Evaluation.TRUE) {
            cells[slot + Slot.FIRST_WAS] = 0;
        } else if (cells[slot + Slot.FIRST_WAS] == 0) {
            cells[slot + Slot.FIRST_WAS] = 1;
            if (time > cells[slot + Slot.BEGAN]) {
                cells[slot + Slot.BEGAN_BEFORE] = cells[slot + Slot.BEGAN];
                cells[slot + Slot.BEGAN] = time;
            }
        }
        if (second != Evaluation.TRUE) {
            cells[slot + Slot.SECOND] = NOT;
            return second;
        }
        long span = cells[slot + Slot.SPAN];
        if (cells[slot + Slot.SECOND] == NOT) {
            long began = cells[slot + Slot.BEGAN] < time ? cells[slot + Slot.BEGAN] : cells[slot + Slot.BEGAN_BEFORE];
            boolean isInTime = began != Limits.NONE && span != Limits.SENSELESS && time - began <= span;
            cells[slot + Slot.SECOND] = isInTime ? IN_TIME : ALONE;
        }
        if (span == Limits.SENSELESS) {
            return Evaluation.UNKNOWN;
        }
        return cells[slot + Slot.SECOND] == IN_TIME ? Evaluation.TRUE : Evaluation.FALSE;
    }

    /** Takes note of both; whether the first is waiting for the second. */
    static boolean waits(long[] cells, int slot, long time, double first, double second) {
        boolean begins = first == Evaluation.TRUE && cells[slot + Slot.FIRST_WAS] == 0;
        cells[slot + Slot.FIRST_WAS] = first == Evaluation.TRUE ? 1 : 0;
        if (second == Evaluation.TRUE) {
            cells[slot + Slot.SINCE] = Limits.NONE;
        } else if (begins && cells[slot + Slot.SINCE] == Limits.NONE) {
            cells[slot + Slot.SINCE] = time;
        }
        return cells[slot + Slot.SINCE] != Limits.NONE;
    }
}
