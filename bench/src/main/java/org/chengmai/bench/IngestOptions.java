package org.chengmai.bench;

import java.util.List;
import org.chengmai.kernel.Options;

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
    private static final int WINDOW = 16;

    static IngestOptions parse(String... args) {
        Options line = Options.read(
                "",
                List.of("--seconds", "--devices", "--rate", "--gateways", "--window", "--kills"),
                List.of("--keep"),
                0,
                List.of(args));
        int rate = line.number("--rate", 0);
        int gateways = line.number("--gateways", 0);
        int usual = gateways > 0 ? GATEWAY_WINDOW : rate > 0 ? WINDOW : 1;
        return new IngestOptions(
                line.number("--seconds", SECONDS),
                Math.max(1, line.number("--devices", DEVICES)),
                rate,
                gateways,
                line.number("--window", usual),
                line.number("--kills", 0),
                line.has("--keep"));
    }

    int connections() {
        return gateways > 0 ? gateways : devices;
    }
}
