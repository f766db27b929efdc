package org.chengmai.bench;

import java.util.Iterator;
import java.util.List;
import org.chengmai.kernel.Refusal;

/**
 * What to load with.
 *
 * @param seconds how long
 * @param devices how many devices send
 * @param rate messages a second in all; 0 finds the most that is taken
 * @param gateways how many gateway connections speak for the devices; 0 gives each device a connection of its own
 * @param window messages in flight a connection
 * @param kills how often the program or its database is killed meanwhile, at random moments
 * @param keep whether the temporary folder stays
 */
record IngestOptions(int seconds, int devices, int rate, int gateways, int window, int kills, boolean keep) {

    private static final int DEVICES = 5_000;
    private static final int SECONDS = 60;
    private static final int GATEWAY_WINDOW = 64;

    static IngestOptions parse(String... args) {
        int seconds = SECONDS;
        int devices = DEVICES;
        int rate = 0;
        int gateways = 0;
        int window = 0;
        int kills = 0;
        boolean keep = false;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--seconds" -> seconds = number(word, words);
                case "--devices" -> devices = number(word, words);
                case "--rate" -> rate = number(word, words);
                case "--gateways" -> gateways = number(word, words);
                case "--window" -> window = number(word, words);
                case "--kills" -> kills = number(word, words);
                case "--keep" -> keep = true;
                default ->
                    throw Refusal.badInput(
                            "option.unknown",
                            "Expected --seconds, --devices, --rate, --gateways, --window, --kills or --keep, but got '%s'."
                                    .formatted(word));
            }
        }
        int inFlight = window > 0 ? window : gateways > 0 ? GATEWAY_WINDOW : rate > 0 ? 16 : 1;
        return new IngestOptions(seconds, Math.max(1, devices), rate, gateways, inFlight, kills, keep);
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

    int connections() {
        return gateways > 0 ? gateways : devices;
    }
}
