package org.chengmai.realdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Numenta Anomaly Benchmark: rules over one series each, scored by the benchmark's standard profile. */
final class SeriesTable {

    private static final List<String> CHANNELS = List.of("value");

    /** A series with its labelled windows. */
    private record Series(List<Long> times, List<Double> values, List<NabScore.Window> windows) {}

    /**
     * What is tried: bounds of so many deviations of the rows that are not judged, and the condition. An alarm ends when the
     * condition has not held for a day, so that one trouble is one alarm.
     */
    private record Trial(String name, String condition, double width) {}

    private static final String OUTSIDE = "(value > high or value < low) for 30 min";
    private static final String UNUSUAL = "abs(mean(value, 2 h) - usual(value, 7 d)) > %d * spread(value, 7 d) for 1 h";

    private static final List<Trial> TRIALS = List.of(
            new Trial("outside mean ± 3 deviations of the first rows for 30 min", OUTSIDE, 3),
            new Trial("outside mean ± 4 deviations of the first rows for 30 min", OUTSIDE, 4),
            new Trial("mean of 2 h off the usual of the hour by 6 spreads for 1 h", UNUSUAL.formatted(6), 0),
            new Trial("mean of 2 h off the usual of the hour by 12 spreads for 1 h", UNUSUAL.formatted(12), 0),
            new Trial(
                    "either of the second and the fourth", "(" + OUTSIDE + ") or (" + UNUSUAL.formatted(12) + ")", 4));

    private SeriesTable() {}

    static String table() throws IOException {
        Map<String, Series> all = read();
        StringBuilder text = new StringBuilder("""
                ## B29 and B31, one series against its usual course: NAB

                | detector | files | windows found | false alarms | score, standard profile |
                |---|---|---|---|---|
                """);
        for (Trial trial : TRIALS) {
            NabScore score = new NabScore();
            all.values().forEach(series -> score.file(detected(series, trial), series.windows()));
            text.append(String.format(
                    Locale.ROOT,
                    "| **%s** | %d | %s | %d | %.1f |%n",
                    trial.name(),
                    all.size(),
                    score.found(),
                    score.falseAlarms(),
                    score.score()));
        }
        return text.append("""
                | Numenta HTM | 58 | | | 70.1 |
                | CAD OSE | 58 | | | 69.9 |
                | KNN CAD | 58 | | | 58.0 |
                | Relative entropy | 58 | | | 54.6 |
                | Random cut forest | 58 | | | 51.7 |
                | Twitter ADVec | 58 | | | 47.1 |
                | Windowed Gaussian | 58 | | | 39.6 |
                | Etsy Skyline | 58 | | | 35.7 |
                | Bayesian changepoint | 58 | | | 17.7 |
                | Random | 58 | | | 11.0 |

                Bold rows are rules of this city's language in the real engine over the files at hand (`realKnownCause` and
                `realTraffic`); a detection is the raising of an alarm, which ends after a calm
                day. The others are the benchmark's published scores over its
                whole corpus of 58 files, so the two halves stand beside each other and are not the same race.
                """).toString();
    }

    private static boolean[] detected(Series series, Trial trial) {
        int learning = NabScore.probation(series.values().size());
        List<Double> first = series.values().subList(0, learning);
        double mean = first.stream().mapToDouble(v -> v).average().orElse(0);
        double deviation = Math.sqrt(first.stream()
                .mapToDouble(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
        Map<String, Double> bounds = new HashMap<>();
        bounds.put("low", mean - trial.width() * deviation);
        bounds.put("high", mean + trial.width() * deviation);
        Watched engine = Watched.rule(trial.condition(), "(not (" + trial.condition() + ")) for 1 d", CHANNELS, bounds);
        boolean[] detected = new boolean[series.values().size()];
        for (int row = 0; row < detected.length; row++) {
            int before = engine.spells().size();
            engine.reads(
                    series.times().get(row), Map.of("value", series.values().get(row)));
            detected[row] = engine.spells().size() > before;
        }
        return detected;
    }

    private static Map<String, Series> read() throws IOException {
        JsonNode labels = JsonMapper.shared()
                .readTree(Files.readString(Replayed.file("nab", "labels").resolve("combined_windows.json")));
        Map<String, Series> all = new TreeMap<>();
        for (String folder : List.of("realKnownCause", "realTraffic")) {
            for (String name : labels.propertyNames()) {
                Path file = Replayed.file("nab", name);
                if (name.startsWith(folder) && Files.exists(file)) {
                    all.put(name, series(file, labels.get(name)));
                }
            }
        }
        return all;
    }

    private static Series series(Path file, JsonNode labels) throws IOException {
        List<Long> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            times.add(millis(cells[0]));
            values.add(Double.parseDouble(cells[1]));
        }
        List<NabScore.Window> windows = new ArrayList<>();
        for (JsonNode label : labels) {
            windows.add(new NabScore.Window(
                    times.indexOf(millis(label.get(0).asString())),
                    times.lastIndexOf(millis(label.get(1).asString()))));
        }
        return new Series(times, values, windows);
    }

    private static long millis(String text) {
        return LocalDateTime.parse(
                        text.substring(0, "yyyy-MM-dd HH:mm:ss".length()).replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
