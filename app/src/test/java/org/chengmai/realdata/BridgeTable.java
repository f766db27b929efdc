package org.chengmai.realdata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Tilt of a test bridge whose support is lowered and raised again in four steps: a rule of change between the mean of now
 * and of before, at 1 Hz. The force on the support tells when the steps were.
 */
final class BridgeTable {

    private static final int RATE = 100;
    private static final int PATIENCE = 60;
    private static final List<String> CHANNELS = List.of("angle", "force");
    private static final List<Integer> STEPS = List.of(105, 226, 363, 495);
    private static final String SHIFT = "abs(mean(angle, 30 s) - mean(angle, 3 min))";
    private static final String PUSH = "abs(force - mean(force, 2 min))";

    private BridgeTable() {}

    static String table() throws IOException {
        Path file = Replayed.file("bridge-tilt-munich", "settlement_load01_all_100Hz.csv.gz");
        if (!Files.exists(file)) {
            return "";
        }
        StringBuilder text = new StringBuilder("""
                ## B2, tilt: a support that settles

                | what is watched | limit | steps found | after | alarms elsewhere |
                |---|---|---|---|---|
                """);
        List<double[]> settling = seconds(file, 4, 3);
        for (double limit : new double[] {0.5, 0.003, 0.002}) {
            row(text, "angle", limit + "°", shifted(settling, limit));
        }
        row(text, "force", "2 kN", pushed(settling));
        Path quiet = Replayed.file("bridge-tilt-munich", "reference_inclination_100Hz.csv.gz");
        if (Files.exists(quiet)) {
            text.append(String.format(
                    "| angle, nothing settles | 0.002° | | | %d |%n",
                    shifted(seconds(quiet, 1, 1), 0.002).size()));
        }
        return text.append("""

                The bearing's force shows four steps that begin at 105, 226, 363 and 495 s of a record of 720 s; a step is found by an
                alarm within a minute. The first two move the inclinometer by a few thousandths of a degree, a tenth of what a passing
                load swings it, the last two by less than its noise. So the shipped limits of B2, which are those of billboards, stay
                quiet here, as they should; at 0.002° the means of 30 s against 3 min see the two steps that are there to be seen, and no
                load; the force on the bearing, which sees all four, is the better witness.
                """).toString();
    }

    private static void row(StringBuilder text, String channel, String limit, List<Long> alarms) {
        List<Long> after = new ArrayList<>();
        for (int step : STEPS) {
            alarms.stream()
                    .filter(at -> at >= step && at <= step + PATIENCE)
                    .findFirst()
                    .ifPresent(at -> after.add(at - step));
        }
        String delays = after.stream().map(each -> each + " s").collect(Collectors.joining(", "));
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %d of %d | %s | %d |%n",
                channel,
                limit,
                after.size(),
                STEPS.size(),
                delays,
                alarms.size() - after.size()));
    }

    private static List<Long> shifted(List<double[]> seconds, double limit) {
        return alarms(
                seconds,
                Watched.rule(
                        SHIFT + " > limit for 10 s",
                        SHIFT + " <= limit / 2 for 10 s",
                        CHANNELS,
                        Map.of("limit", limit)));
    }

    private static List<Long> pushed(List<double[]> seconds) {
        return alarms(seconds, Watched.rule(PUSH + " > 2 for 20 s", PUSH + " <= 2 for 20 s", CHANNELS, Map.of()));
    }

    /** Seconds of the record at which alarms are raised. */
    private static List<Long> alarms(List<double[]> seconds, Watched engine) {
        for (int i = 0; i < seconds.size(); i++) {
            engine.reads(i * 1000L, Map.of("angle", seconds.get(i)[0], "force", seconds.get(i)[1]));
        }
        return engine.spells().stream()
                .map(spell -> spell.raisedMillis() / 1000)
                .toList();
    }

    /** Means of a second of two columns. */
    private static List<double[]> seconds(Path file, int angle, int force) throws IOException {
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            List<String> rows = lines.lines().skip(1).toList();
            List<double[]> seconds = new ArrayList<>();
            for (int i = 0; i + RATE <= rows.size(); i += RATE) {
                List<String> second = rows.subList(i, i + RATE);
                seconds.add(new double[] {mean(second, angle), mean(second, force)});
            }
            return seconds;
        }
    }

    private static double mean(List<String> rows, int column) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.split(",")[column]))
                .average()
                .orElse(0);
    }
}
