package org.chengmai.stream;

/** The bounds within which times, durations and counts make sense, and the marks that stand for none. */
final class Limits {
    /** No time at all: earlier than every time. */
    static final long NONE = Long.MIN_VALUE;
    /** Later than every time. */
    static final long NEVER = Long.MAX_VALUE;
    /** A duration or count that makes no sense; what depends on it is UNKNOWN. */
    static final long SENSELESS = -1;
    /** Times lie between minus this and this, in milliseconds: sums of a few never overflow. */
    static final long FARTHEST = 1L << 52;

    static final long LONGEST_SPAN = 36_525L * 24 * 3_600_000;
    static final long DAY = 86_400_000;
    static final int MOST_TIMES = 10_000;
    /** A window keeps no more readings than this; older ones leave early. */
    static final int MOST_SAMPLES = 10_000;

    static final int LEAST_DAYS = 3;
    static final int MOST_DAYS = 60;

    private Limits() {}

    static long span(double amount, long unitMillis) {
        double millis = Math.rint(amount * unitMillis);
        return millis >= 0 && millis <= LONGEST_SPAN ? (long) millis : SENSELESS;
    }

    static long count(double times) {
        return times >= 1 && times <= MOST_TIMES && times == Math.rint(times) ? (long) times : SENSELESS;
    }

    /** The days of a baseline from its span. */
    static long baseline(long span) {
        long days = span / DAY;
        return span % DAY == 0 && days >= LEAST_DAYS && days <= MOST_DAYS ? days : SENSELESS;
    }

    /**
     * How long a silence may last: the usual gap times the factor, within least and most, or the last of them when the usual
     * is not known; all in milliseconds.
     */
    static long silence(long usual, double factor, double least, double most, double unlearned) {
        long from = span(least, 1);
        long to = span(most, 1);
        long instead = span(unlearned, 1);
        if (from == SENSELESS || to < from || instead == SENSELESS || !(factor >= 0)) {
            return SENSELESS;
        }
        return usual < 0 ? instead : Math.max(from, Math.min(to, span(Math.min(usual * factor, LONGEST_SPAN), 1)));
    }

    static boolean isTime(long millis) {
        return millis >= -FARTHEST && millis <= FARTHEST;
    }
}
