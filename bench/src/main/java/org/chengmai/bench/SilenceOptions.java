package org.chengmai.bench;

import java.util.Iterator;
import java.util.List;
import org.chengmai.kernel.Refusal;

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

    static SilenceOptions parse(String... args) {
        int timers = TIMERS;
        int expiring = EXPIRING;
        int rate = RATE;
        int seconds = SECONDS;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--timers" -> timers = number(word, words);
                case "--expiring" -> expiring = number(word, words);
                case "--rate" -> rate = number(word, words);
                case "--seconds" -> seconds = number(word, words);
                default ->
                    throw Refusal.badInput(
                            "option.unknown",
                            "Expected --timers, --expiring, --rate or --seconds, but got '%s'.".formatted(word));
            }
        }
        int timed = Math.max(100, timers);
        return new SilenceOptions(
                timed, Math.min(expiring, timed / 2), Math.max(0, rate), Math.max(LEAST_SECONDS, seconds));
    }

    private static int number(String option, Iterator<String> words) {
        String word = words.hasNext() ? words.next() : "";
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw Refusal.badInput(
                    "option.number", "Expected a number after %s, but got '%s'.".formatted(option, word));
        }
    }
}
