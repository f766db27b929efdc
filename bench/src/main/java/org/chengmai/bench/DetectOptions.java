package org.chengmai.bench;

import java.util.Iterator;
import java.util.List;
import org.chengmai.kernel.Refusal;

/**
 * How to load the engine.
 *
 * @param devices how many devices have a state
 * @param rounds how many rounds count, after two that do not
 * @param readings how many readings a round has
 */
record DetectOptions(int devices, int rounds, int readings) {

    private static final int DEVICES = 100_000;
    private static final int ROUNDS = 7;
    private static final int READINGS = 10_000_000;

    static DetectOptions parse(String... args) {
        int devices = DEVICES;
        int rounds = ROUNDS;
        int readings = READINGS;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--devices" -> devices = number(word, words);
                case "--rounds" -> rounds = number(word, words);
                case "--readings" -> readings = number(word, words);
                default ->
                    throw Refusal.badInput(
                            "option.unknown",
                            "Expected --devices, --rounds, --readings, --without-peers or --jmh, but got '%s'."
                                    .formatted(word));
            }
        }
        return new DetectOptions(Math.max(1, devices), Math.max(1, rounds), Math.max(1, readings));
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
