package org.chengmai.portal.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often each network address came within a sliding window and lets it through only below a limit. Kept in
 * memory and bounded: the address that was seen longest ago is forgotten first. Safe for many threads.
 */
final class Turnstile {

    private static final int MOST_ADDRESSES = 20_000;

    private final int limit;
    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Deque<Instant>> passes = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Turnstile(int limit, Duration window, InstantSource clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
    }

    /** Counts one pass; false when the address has used up its passes of this window. */
    synchronized boolean passes(String address) {
        Instant now = clock.instant();
        Deque<Instant> earlier = passes.computeIfAbsent(address, a -> new ArrayDeque<>());
        while (!earlier.isEmpty() && !earlier.getFirst().isAfter(now.minus(window))) {
            earlier.removeFirst();
        }
        if (earlier.size() >= limit) {
            return false;
        }
        earlier.addLast(now);
        return true;
    }
}
