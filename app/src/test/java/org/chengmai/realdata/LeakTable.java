package org.chengmai.realdata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.chengmai.realdata.Replayed.Spell;

/**
 * Scene B8a on the leaks of BattLeDIM: each leak runs into the inlet of a district whose own inflow is made up, several times
 * with other chance. Four leaks come with their flow; that of the others follows from their diameter by the law of these
 * four: the hole grows linearly until the peak, the flow is in proportion to its area.
 */
final class LeakTable {

    private static final int SEEDS = 5;
    private static final long STEP = 300_000;
    private static final long DAY = 86_400_000;
    private static final long BEFORE = 75 * DAY;
    private static final long AFTER = 120 * DAY;
    private static final long YEAR = 365 * DAY;
    private static final int LEARNING_DAYS = 28;
    private static final double NIGHT_MARGIN = 1.25;

    /** m³/h for each m² of squared diameter: the mean over the four leaks whose flow is known. */
    private static final double OF_DIAMETER = 61_900;

    /** People of the district at 150 l a day, as the mean inflow in m³/h. */
    private static final double MEAN = 62.5;

    private static final double[] OF_HOUR = {
        .45, .35, .31, .30, .32, .48, .95, 1.45, 1.50, 1.30, 1.18, 1.12, 1.15, 1.10, 1.02, 1.00, 1.05, 1.20, 1.42, 1.52,
        1.45, 1.28, 1.00, .70
    };

    private static final List<String> RULES = List.of("leak", "night", "more");

    private LeakTable() {}

    private record Leak(String pipe, long from, long to, long peak, double diameter, List<Double> measured) {

        boolean abrupt() {
            return peak == from;
        }

        boolean of2018() {
            return from < millis("2019-01-01 00:00");
        }

        double flow(long at) {
            if (at < from || at > to) {
                return 0;
            }
            int place = (int) ((at - millis("2019-01-01 00:00")) / STEP);
            if (place >= 0 && place < measured.size()) {
                return measured.get(place);
            }
            double grown = abrupt() ? 1 : Math.min(1, (double) (at - from) / (peak - from));
            return OF_DIAMETER * diameter * diameter * grown * grown;
        }
    }

    /** What a district uses: hours of the day, later on weekends, a year's swing, days and moments by chance. */
    private static final class Inflow {
        private final SplittableRandom random;
        private long day = -1;
        private double ofDay;

        Inflow(long seed) {
            random = new SplittableRandom(seed);
        }

        double at(long millis) {
            if (day != millis / DAY) {
                day = millis / DAY;
                double season = 1 + 0.08 * Math.sin(2 * Math.PI * (day % 365 - 110) / 365);
                ofDay = season * Math.exp(0.03 * random.nextGaussian());
            }
            boolean weekend = Math.floorMod(day + 3, 7) >= 5;
            double hour = millis % DAY / 3_600_000.0;
            double shifted = weekend && hour >= 5 && hour < 12 ? Math.max(5, hour - 1.5) : hour;
            int whole = (int) shifted;
            double part = shifted - whole;
            double pattern = OF_HOUR[whole] * (1 - part) + OF_HOUR[(whole + 1) % 24] * part;
            return MEAN * pattern * ofDay * Math.exp(0.08 * random.nextGaussian());
        }
    }

    /** What one rule made of some leaks, or of years without any. */
    private static final class Tally {
        final List<Double> abruptHours = new ArrayList<>();
        final List<Double> slowDays = new ArrayList<>();
        final List<Double> slowFlow = new ArrayList<>();
        int leaks;

        void take(Leak leak, List<Spell> spells) {
            leaks++;
            spells.stream()
                    .mapToLong(Spell::raisedMillis)
                    .filter(at -> at > leak.from() && at <= leak.to())
                    .findFirst()
                    .ifPresent(at -> {
                        if (leak.abrupt()) {
                            abruptHours.add((at - leak.from()) / 3_600_000.0);
                        } else {
                            slowDays.add((at - leak.from()) / (double) DAY);
                            slowFlow.add(leak.flow(at));
                        }
                    });
        }

        int found() {
            return abruptHours.size() + slowDays.size();
        }
    }

    static String table() throws IOException {
        if (!Files.exists(Replayed.file("water-leak-battledim", "leakages_info.csv"))) {
            return "";
        }
        StringBuilder text = new StringBuilder("""
                ## B8, water that leaks: BattLeDIM

                | rule of B8a | leaks of | found | a burst is found after | a growing leak after | and at | false alarms a year |
                |---|---|---|---|---|---|---|
                """);
        List<Leak> leaks = leaks();
        for (String rule : RULES) {
            double falseAlarms = falseAlarms(rule);
            for (int year : new int[] {2018, 2019}) {
                Tally tally = new Tally();
                leaks.stream().filter(leak -> leak.of2018() == (year == 2018)).forEach(leak -> run(rule, leak, tally));
                text.append(String.format(
                        Locale.ROOT,
                        "| `%s` | %d | %d of %d | %s | %s | %s | %.1f |%n",
                        rule,
                        year,
                        tally.found(),
                        tally.leaks,
                        median(tally.abruptHours, "%.0f h"),
                        median(tally.slowDays, "%.0f days"),
                        median(tally.slowFlow, "%.1f m³/h"),
                        falseAlarms));
            }
        }
        return text.append("""

                The set at hand holds when its 23 leaks began and how wide they grew, the flow of four of them, and neither pressures
                nor inflows. So each leak runs into a made-up district: 10,000 people at 150 l a day (62.5 m³/h, at night 19), a
                daily course that is later on weekends, ±8 % over the year, 3 % from day to day, 8 % from reading to reading, one each
                five minutes, five times each with other chance. The flow of the other 19 follows from their diameter. `nightFlow` is
                1.25 times the median between 3 and 4 in the first four weeks; the numbers of `more` were chosen on the leaks of 2018.
                Medians are over the leaks that are found; false alarms are those of the same districts without a leak.
                """).toString();
    }

    private static String median(List<Double> all, String format) {
        if (all.isEmpty()) {
            return "";
        }
        List<Double> ordered = all.stream().sorted().toList();
        return String.format(Locale.ROOT, format, ordered.get(ordered.size() / 2));
    }

    private static void run(String rule, Leak leak, Tally tally) {
        long begin = (leak.from() - BEFORE) / DAY * DAY;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Watched engine = watched(rule, seed, begin);
            Inflow inflow = new Inflow(seed);
            for (long at = begin; at <= Math.min(leak.to(), leak.from() + AFTER); at += STEP) {
                engine.reads(at, Map.of("flow", inflow.at(at) + leak.flow(at)));
            }
            tally.take(leak, engine.spells());
        }
    }

    private static double falseAlarms(String rule) {
        int alarms = 0;
        long begin = millis("2019-01-01 00:00");
        for (int seed = 1; seed <= SEEDS; seed++) {
            Watched engine = watched(rule, seed, begin);
            Inflow inflow = new Inflow(seed);
            for (long at = begin; at < begin + YEAR; at += STEP) {
                engine.reads(at, Map.of("flow", inflow.at(at)));
            }
            alarms += engine.spells().size();
        }
        return alarms / (double) SEEDS;
    }

    private static Watched watched(String rule, long seed, long begin) {
        Inflow inflow = new Inflow(seed);
        List<Double> nights = new ArrayList<>();
        for (long at = begin; at < begin + LEARNING_DAYS * DAY; at += STEP) {
            double flow = inflow.at(at);
            if (at % DAY / 3_600_000 == 3) {
                nights.add(flow);
            }
        }
        nights.sort(null);
        double nightFlow = NIGHT_MARGIN * nights.get(nights.size() / 2);
        return Watched.scene("B8a", rule, Map.of("nightFlow", nightFlow));
    }

    private static List<Leak> leaks() throws IOException {
        List<Leak> leaks = new ArrayList<>();
        for (String line : Files.readAllLines(Replayed.file("water-leak-battledim", "leakages_info.csv"))) {
            String[] cells = line.split(", ");
            if (cells.length == 6 && !cells[0].equals("linkID")) {
                long from = millis(cells[1]);
                long peak = cells[4].equals("abrupt") ? from : millis(cells[5]);
                leaks.add(new Leak(
                        cells[0], from, millis(cells[2]), peak, Double.parseDouble(cells[3]), measured(cells[0])));
            }
        }
        return leaks;
    }

    private static List<Double> measured(String pipe) throws IOException {
        Path file = Replayed.file("water-leak-battledim", "leak_flow_" + pipe + ".csv.gz");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> Double.parseDouble(line.split(",")[1]))
                    .toList();
        }
    }

    private static long millis(String minute) {
        return LocalDateTime.parse(minute.replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
