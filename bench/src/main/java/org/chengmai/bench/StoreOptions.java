package org.chengmai.bench;

import java.util.List;
import org.chengmai.kernel.Options;

/**
 * What to store.
 *
 * @param devices how many devices, in the mix of the example district
 * @param days how many days of a message a minute
 * @param street how many devices the street has whose month is asked for by the hour; 0 leaves it out
 */
record StoreOptions(int devices, int days, int street) {

    private static final int DEVICES = 2_000;
    private static final int DAYS = 7;
    private static final int STREET = 1_000;

    static StoreOptions parse(String... args) {
        Options line = Options.read("", List.of("--devices", "--days", "--street"), List.of(), 0, List.of(args));
        return new StoreOptions(
                Math.max(1, line.number("--devices", DEVICES)),
                Math.max(1, line.number("--days", DAYS)),
                line.number("--street", STREET));
    }
}
