package org.chengmai.realdata;

import java.util.ArrayList;
import java.util.List;

/**
 * The scores of the Skoltech Anomaly Benchmark, as its {@code utils/evaluating.py} has them (waico/SKAB at 9d6c939): row by
 * row the false alarm rate, the missed alarm rate and F1; and for change points a score in the manner of NAB, with windows of
 * 30 seconds after each change point, the costs of its profiles and a predicted change point wherever the prediction changes.
 */
final class SkabScore {

    private static final long WINDOW = 30_000;

    private long truePositives;
    private long falsePositives;
    private long trueNegatives;
    private long falseNegatives;
    private final double[] scores = new double[NabScore.Profile.values().length];
    private int changePoints;

    /** One row of a file: its time, whether something is wrong there, whether something changes there. */
    record Row(long at, boolean fault, boolean change) {}

    /** Takes in one file: {@code predicted[i]} tells whether row i is taken for wrong. */
    void file(List<Row> rows, boolean[] predicted) {
        for (int i = 0; i < predicted.length; i++) {
            count(predicted[i], rows.get(i).fault());
        }
        List<Integer> points = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).change()) {
                points.add(i);
            }
        }
        changePoints += points.size();
        for (NabScore.Profile profile : NabScore.Profile.values()) {
            scores[profile.ordinal()] += score(rows, changes(predicted), points, profile);
        }
    }

    private void count(boolean alarm, boolean fault) {
        if (fault) {
            truePositives += alarm ? 1 : 0;
            falseNegatives += alarm ? 0 : 1;
        } else {
            falsePositives += alarm ? 1 : 0;
            trueNegatives += alarm ? 0 : 1;
        }
    }

    private static boolean[] changes(boolean[] predicted) {
        boolean[] changes = new boolean[predicted.length];
        for (int i = 0; i < predicted.length; i++) {
            changes[i] = i == 0 ? predicted[i] : predicted[i] != predicted[i - 1];
        }
        return changes;
    }

    private static double score(List<Row> rows, boolean[] changes, List<Integer> points, NabScore.Profile profile) {
        int end = changes.length;
        if (points.isEmpty()) {
            return -profile.falsePositive * sum(changes, 0, end);
        }
        double score = -profile.falsePositive * sum(changes, 0, points.getFirst() + 1);
        for (int i = 0; i < points.size(); i++) {
            int from = points.get(i);
            int spaceEnd = i + 1 < points.size() ? points.get(i + 1) + 1 : end;
            int windowEnd = from;
            while (windowEnd < end && rows.get(windowEnd).at() <= rows.get(from).at() + WINDOW) {
                windowEnd++;
            }
            int width = windowEnd - from;
            int slow = width / 4;
            int judged = width + slow >= spaceEnd - from ? width : width + slow;
            int first = first(changes, from, Math.min(end, from + judged));
            if (first < 0) {
                score -= profile.miss;
            } else {
                double late = 5.0 * (first - from - width) / slow;
                score += (1 + profile.falsePositive) / (1 + Math.exp(late)) - profile.falsePositive;
                score -= profile.falsePositive * sum(changes, Math.max(from, spaceEnd - judged), spaceEnd);
            }
        }
        return score;
    }

    private static int sum(boolean[] changes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += changes[i] ? 1 : 0;
        }
        return sum;
    }

    private static int first(boolean[] changes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (changes[i]) {
                return i;
            }
        }
        return -1;
    }

    double falseAlarmRate() {
        return 100.0 * falsePositives / (falsePositives + trueNegatives);
    }

    double missedAlarmRate() {
        return 100.0 * falseNegatives / (falseNegatives + truePositives);
    }

    double f1() {
        return 2.0 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
    }

    /** 0 for finding no change point, 100 for all at once and nothing else. */
    double changePointScore(NabScore.Profile profile) {
        double least = -profile.miss * changePoints;
        return 100 * (scores[profile.ordinal()] - least) / (changePoints - least);
    }
}
