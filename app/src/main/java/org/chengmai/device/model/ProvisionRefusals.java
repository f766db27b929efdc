package org.chengmai.device.model;

import java.util.HashMap;
import java.util.Map;

/**
 * How often keys were shown in vain: the first time is told at once, then once a minute for a key and reason, with how many
 * came since. So a device gone mad fills no audit, and none is lost from the count.
 */
public final class ProvisionRefusals {

    private static final long PAUSE_MILLIS = 60_000;

    private record Source(String key, String reason) {}

    private static final class Tally {
        long untold;
        long toldMillis = Long.MIN_VALUE / 2;
    }

    private final Map<Source, Tally> tallies = new HashMap<>();

    /** Counts one; returns how many are to be told now, this one included, or 0. */
    public synchronized long count(String key, String reason, long nowMillis) {
        Tally tally = tallies.computeIfAbsent(new Source(key, reason), s -> new Tally());
        tally.untold++;
        if (nowMillis - tally.toldMillis < PAUSE_MILLIS) {
            return 0;
        }
        tally.toldMillis = nowMillis;
        long told = tally.untold;
        tally.untold = 0;
        return told;
    }

    /** How many of a key are counted and not told yet. */
    public synchronized long untold(String key) {
        return tallies.entrySet().stream()
                .filter(e -> e.getKey().key().equals(key))
                .mapToLong(e -> e.getValue().untold)
                .sum();
    }
}
