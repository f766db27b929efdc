package org.chengmai.stream;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.chengmai.stream.Expression.SilentAsUsual;
import org.jspecify.annotations.Nullable;

/** For how long a device is usually silent at an hour of the day, by the definition alone. */
final class PlainGaps {
    private PlainGaps() {}

    /** For how long it may be silent at a look; -1 when that makes no sense. */
    static long limit(PlainTruth truth, int i, SilentAsUsual silent) {
        double days = truth.span(i, silent.days()) / 86_400_000.0;
        double quantile = truth.at(i, silent.quantile());
        double factor = truth.at(i, silent.factor());
        long least = truth.span(i, silent.least());
        long most = truth.span(i, silent.most());
        long unlearned = truth.span(i, silent.unlearned());
        if (!(days >= 3 && days <= 60 && days == Math.rint(days) && quantile >= 0 && quantile <= 1 && factor >= 0)
                || least < 0
                || most < least
                || unlearned < 0) {
            return -1;
        }
        Long now = heard(truth, i, silent.channels());
        if (now == null) {
            return unlearned;
        }
        List<Long> longest = longest(truth, i, silent, truth.hour(now), (long) days);
        if (longest.size() < 3) {
            return unlearned;
        }
        int rank = Math.max(1, (int) Math.ceil(quantile * longest.size()));
        return Math.clamp((long) Math.rint(longest.get(rank - 1) * factor), least, most);
    }

    /** Of each of the days before, the longest gap that began within an hour of this hour of the day; ascending. */
    private static List<Long> longest(PlainTruth truth, int i, SilentAsUsual silent, long hour, long days) {
        Map<Long, Long> byHour = gaps(truth, i, silent);
        return LongStream.rangeClosed(1, days)
                .map(day -> LongStream.of(-1, 0, 1)
                        .map(off -> byHour.getOrDefault(hour - 24 * day + off, -1L))
                        .max()
                        .orElseThrow())
                .filter(gap -> gap >= 0)
                .sorted()
                .boxed()
                .toList();
    }

    /** The longest gap that began in each hour, since the days of the rule last changed. */
    private static Map<Long, Long> gaps(PlainTruth truth, int i, SilentAsUsual silent) {
        int first = i;
        while (first > 0 && truth.span(first - 1, silent.days()) == truth.span(i, silent.days())) {
            first--;
        }
        Map<Long, Long> gaps = new TreeMap<>();
        for (int j = first + 1; j <= i; j++) {
            Long before = heard(truth, j - 1, silent.channels());
            long after = Objects.requireNonNullElse(heard(truth, j, silent.channels()), Long.MIN_VALUE);
            if (before != null && after > before) {
                gaps.merge(truth.hour(before), after - before, Math::max);
            }
        }
        return gaps;
    }

    static @Nullable Long heard(PlainTruth truth, int i, List<Integer> channels) {
        Map<Integer, Long> times = truth.looks().get(i).times();
        return Collections.max(
                channels.stream().map(times::get).toList(), Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
