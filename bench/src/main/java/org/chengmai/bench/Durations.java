package org.chengmai.bench;

import java.util.Arrays;

/** How long many things took, for their quantiles. One thread adds; quantiles are asked when it has ended. */
final class Durations {

    private long[] nanos = new long[1 << 16];
    private int size;

    void add(long tookNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = tookNanos;
    }

    void addAll(Durations others) {
        for (int i = 0; i < others.size; i++) {
            add(others.nanos[i]);
        }
    }

    int size() {
        return size;
    }

    /** The quantile {@code q} (0 to 1) in milliseconds; 0 when there is nothing. */
    double millis(double q) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1L, Math.round(q * (size - 1)))] / 1e6;
    }
}
