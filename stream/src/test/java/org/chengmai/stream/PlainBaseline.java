package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is usual for a device at an hour of the day, by the definition alone. */
final class PlainBaseline {
    private PlainBaseline() {}

    /** The days of the baseline; -1 when they make no sense. */
    private static long days(PlainTruth truth, int i, Expression.Baseline baseline) {
        double days = truth.span(i, baseline.span()) / 86_400_000.0;
        return days >= 3 && days <= 60 && days == Math.rint(days) ? (long) days : -1;
    }

    static double of(PlainTruth truth, int i, Expression.Baseline baseline) {
        TreeMap<Long, List<Double>> hours = new TreeMap<>();
        List<Integer> samples = truth.samples(i, baseline.of(), baseline.channels(), baseline.span());
        for (int j : samples) {
            hours.computeIfAbsent(hour(truth, j), hour -> new ArrayList<>()).add(truth.at(j, baseline.of()));
        }
        List<Double> numbers = new ArrayList<>();
        for (long day = 1; !samples.isEmpty() && day <= days(truth, i, baseline); day++) {
            numbers.addAll(quartiles(hours.getOrDefault(hours.lastKey() - 24 * day, List.of())));
        }
        if (numbers.size() < 9) {
            return Double.NaN;
        }
        double usual = median(numbers);
        double distance =
                median(numbers.stream().map(number -> Math.abs(number - usual)).toList());
        return baseline.isSpread() ? 1.4826 * distance : usual;
    }

    private static long hour(PlainTruth truth, int i) {
        return truth.day(i) * 24 + truth.minute(i) / 60;
    }

    static List<Double> quartiles(List<Double> readings) {
        int stride = 1;
        while ((readings.size() + stride - 1) / stride > 64) {
            stride *= 2;
        }
        List<Double> thinned = new ArrayList<>();
        for (int i = 0; i < readings.size(); i += stride) {
            thinned.add(readings.get(i));
        }
        thinned.sort(null);
        int last = thinned.size() - 1;
        return thinned.isEmpty()
                ? List.of()
                : List.of(
                        rounded(thinned, (last + 2) / 4),
                        rounded(thinned, (2 * last + 2) / 4),
                        rounded(thinned, (3 * last + 2) / 4));
    }

    private static double rounded(List<Double> readings, int i) {
        return readings.get(i).floatValue();
    }

    private static double median(List<Double> numbers) {
        return numbers.stream().sorted().toList().get((numbers.size() - 1) / 2);
    }
}
