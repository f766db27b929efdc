package org.chengmai.bench;

import java.util.List;
import org.chengmai.kernel.Options;

/**
 * How many timers to run.
 *
 * @param timers how many devices are timed at once
 * @param expiring how many of them fall silent in the same second
 * @param rate readings a second that others send meanwhile
 * @param seconds how long the clock runs
 */
record SilenceOptions(int timers, int expiring, int rate, int seconds) {

    private static final int TIMERS = 1_000_000;
    private static final int EXPIRING = 100_000;
    private static final int RATE = 100_000;
    private static final int SECONDS = 20;
    private static final int LEAST_SECONDS = 8;
    private static final int LEAST_TIMERS = 100;

    static SilenceOptions parse(String... args) {
        Options line =
                Options.read("", List.of("--timers", "--expiring", "--rate", "--seconds"), List.of(), 0, List.of(args));
        int timers = Math.max(LEAST_TIMERS, line.number("--timers", TIMERS));
        return new SilenceOptions(
                timers,
                Math.min(line.number("--expiring", EXPIRING), timers / 2),
                line.number("--rate", RATE),
                Math.max(LEAST_SECONDS, line.number("--seconds", SECONDS)));
    }
}
