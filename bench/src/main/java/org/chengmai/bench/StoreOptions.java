package org.chengmai.bench;

import java.util.Iterator;
import java.util.List;
import org.chengmai.kernel.Refusal;

/**
 * What to store.
 *
 * @param devices how many devices, in the mix of the example district
 * @param days how many days of a message a minute
 */
record StoreOptions(int devices, int days) {

    private static final int DEVICES = 2_000;
    private static final int DAYS = 7;

    static StoreOptions parse(String... args) {
        int devices = DEVICES;
        int days = DAYS;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--devices" -> devices = number(word, words);
                case "--days" -> days = number(word, words);
                default ->
                    throw Refusal.badInput(
                            "option.unknown", "Expected --devices or --days, but got '%s'.".formatted(word));
            }
        }
        return new StoreOptions(Math.max(1, devices), Math.max(1, days));
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
