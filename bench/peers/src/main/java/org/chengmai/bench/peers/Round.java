package org.chengmai.bench.peers;

/** One run of an engine over some readings. */
record Round(long readings, long nanos, Told told) {

    double readingsPerSecond() {
        return readings * 1e9 / nanos;
    }
}
