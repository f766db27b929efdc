package org.chengmai.device.model;

/**
 * What some readings come to.
 *
 * @param n how many
 * @param firstAtMillis event time of the earliest, whose value is {@code first}
 * @param lastAtMillis event time of the latest, whose value is {@code last}; of several at that moment any
 */
public record Summary(
        long n,
        double total,
        double low,
        double high,
        long firstAtMillis,
        double first,
        long lastAtMillis,
        double last) {

    /** What both come to together. */
    public Summary and(Summary other) {
        boolean otherFirst = other.firstAtMillis < firstAtMillis;
        boolean otherLast = other.lastAtMillis >= lastAtMillis;
        return new Summary(
                n + other.n,
                total + other.total,
                Math.min(low, other.low),
                Math.max(high, other.high),
                otherFirst ? other.firstAtMillis : firstAtMillis,
                otherFirst ? other.first : first,
                otherLast ? other.lastAtMillis : lastAtMillis,
                otherLast ? other.last : last);
    }

    public double mean() {
        return total / n;
    }
}
