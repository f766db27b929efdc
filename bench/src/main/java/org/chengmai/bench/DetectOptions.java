package org.chengmai.bench;

import java.util.List;
import org.chengmai.kernel.Options;

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
        Options line = Options.read("", List.of("--devices", "--rounds", "--readings"), List.of(), 0, List.of(args));
        return new DetectOptions(
                Math.max(1, line.number("--devices", DEVICES)),
                Math.max(1, line.number("--rounds", ROUNDS)),
                Math.max(1, line.number("--readings", READINGS)));
    }
}
