package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Scene B3 on homes of people living alone: false alarms a week, and how long after the record is cut the alarm comes, for a
 * cut at every minute at which the person is at home and no alarm is active. The delay is what follows from the last moment
 * heard; the engine itself says the same at every 97th minute, and all the false alarms are the engine's.
 */
final class HomeTable {

    private static final int[] HOURS = {8, 12, 16, 24};
    private static final long MINUTE = 60_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long LEARNING = 7 * 24 * HOUR;
    private static final double MARGIN = 1.2;
    private static final long LEAST = 4 * HOUR;
    private static final int PROBE = 97;

    private HomeTable() {}

    static String table() throws IOException {
        StringBuilder text = new StringBuilder("""
                ## B3, person living alone

                | home | weeks | limit | false alarms a week | of them while out | delay after a cut: median | 90 % | longest |
                |---|---|---|---|---|---|---|---|
                """);
        for (HomeRecord home : HomeRecord.all()) {
            for (int hours : HOURS) {
                row(text, home, hours + " h", hours * HOUR);
            }
            learned(text, home);
            usual(text, home);
        }
        return text.append("""

                A false alarm is any alarm in the uncut record, for somebody is heard again each time; "while out" are those
                raised while the record says that the person has left the house. Delays are in hours, cuts at every minute at
                home. "Learned" is 1.2 times the longest quiet at home in the first week, at least 4 h, given to the device as its own limit
                and judged on the weeks after it. **By hour** is the scene as it ships: 1.2 times the 0.95 quantile, over up to four
                weeks, of the longest quiet a day that began within an hour of this hour, at least 6 h, at most 16 h, and 12 h while fewer
                than three days are known. Share, factor and bounds were chosen on `kasteren`; the other homes
                had no say. Of `placelab` only labelled activities are in the record, so its gaps are
                longer than life, and it does not say when people were out.
                """).toString();
    }

    /** What the scene makes of the hours itself, on the weeks after the first, and the fixed limits on the same weeks. */
    private static void usual(StringBuilder text, HomeRecord home) {
        if (home.weeks() < 2) {
            return;
        }
        long judged = home.heard().getFirst() + LEARNING;
        for (int hours : HOURS) {
            row(text, home, hours + " h, from the second week", at -> hours * HOUR, fixed(hours * HOUR), judged);
        }
        UsualLimits limits = new UsualLimits(home.heard());
        row(text, home, "**by hour**, from the second week", limits::at, Map.of(), judged);
    }

    private static Map<String, Double> fixed(long limit) {
        double minutes = limit / (double) MINUTE;
        return Map.of("limitMinutes", minutes, "leastMinutes", minutes, "firstMinutes", minutes);
    }

    private static void learned(StringBuilder text, HomeRecord home) {
        long end = home.heard().getFirst() + LEARNING;
        long longest = 0;
        for (int i = 1; i < home.heard().size() && home.heard().get(i) < end; i++) {
            long from = home.heard().get(i - 1);
            long to = home.heard().get(i);
            if (!home.away(from + (to - from) / 2)) {
                longest = Math.max(longest, to - from);
            }
        }
        List<Long> later = home.heard().stream().filter(at -> at >= end).toList();
        if (later.size() > 2) {
            long limit = Math.max(LEAST, Math.round(longest * MARGIN / MINUTE) * MINUTE);
            String name = String.format(Locale.ROOT, "learned %.1f h", limit / (double) HOUR);
            row(text, new HomeRecord(home.name(), later, home.away()), name, limit);
        }
    }

    private static void row(StringBuilder text, HomeRecord home, String name, long limit) {
        row(text, home, name, at -> limit, fixed(limit), Long.MIN_VALUE);
    }

    /** @param limit after which of the moments heard an alarm comes how much later */
    private static void row(
            StringBuilder text,
            HomeRecord home,
            String name,
            LongUnaryOperator limit,
            Map<String, Double> own,
            long judgedFrom) {
        List<Replayed.Spell> alarms = play(home, own, Long.MAX_VALUE).spells().stream()
                .filter(alarm -> alarm.raisedMillis() >= judgedFrom)
                .toList();
        long out = alarms.stream().filter(a -> home.away(a.raisedMillis())).count();
        List<Double> delays = delays(home, limit, own, judgedFrom);
        double weeks =
                (home.heard().getLast() - Math.max(judgedFrom, home.heard().getFirst())) / (7 * 24.0 * HOUR);
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %s | %.2f | %d of %d | %.1f | %.1f | %.1f |%n",
                home.name(),
                weeks,
                name,
                alarms.size() / weeks,
                out,
                alarms.size(),
                delays.get(delays.size() / 2),
                delays.get(delays.size() * 9 / 10),
                delays.getLast()));
    }

    /** Hours from each cut to its alarm, ascending. */
    private static List<Double> delays(
            HomeRecord home, LongUnaryOperator limit, Map<String, Double> own, long judgedFrom) {
        List<Double> delays = new ArrayList<>();
        int last = 0;
        int minute = 0;
        for (long cut = home.heard().getFirst(); cut < home.heard().getLast(); cut += MINUTE) {
            while (home.heard().get(last + 1) <= cut) {
                last++;
            }
            long heard = home.heard().get(last);
            long raised = heard + limit.applyAsLong(heard);
            if (cut >= judgedFrom && raised > cut && !home.away(cut)) {
                delays.add((raised - cut) / (double) HOUR);
                if (minute++ % PROBE == 0) {
                    Watched engine = play(home, own, cut).until(raised + 24 * HOUR);
                    assertThat(engine.spells().getLast().raisedMillis()).isEqualTo(raised);
                }
            }
        }
        Collections.sort(delays);
        return delays;
    }

    private static Watched play(HomeRecord home, Map<String, Double> own, long cut) {
        Watched engine = Watched.scene("B3", "quiet", own);
        for (int i = 0; i < home.heard().size() && home.heard().get(i) <= cut; i++) {
            engine.reads(home.heard().get(i), Map.of("motion", 1.0));
        }
        return engine;
    }
}
