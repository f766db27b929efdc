package org.chengmai.realdata;

import java.util.Arrays;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015): in each labelled window the earliest detection counts,
 * the earlier the more, a window without one costs, and so does a detection outside, less when it comes soon after a window;
 * how much, its profiles say. Scores of files are summed and set against a detector that finds nothing (0) and one that is
 * perfect (100).
 */
final class NabScore {

    private static final double PROBATION = 0.15;
    private static final int PROBATION_ROWS = 5_000;
    private static final double FAR_BEHIND = 3;

    /** What a false detection and a missed window cost. */
    enum Profile {
        STANDARD(0.11, 1),
        LOW_FALSE_POSITIVE(0.22, 1),
        LOW_FALSE_NEGATIVE(0.11, 2);

        final double falsePositive;
        final double miss;

        Profile(double falsePositive, double miss) {
            this.falsePositive = falsePositive;
            this.miss = miss;
        }
    }

    private final Profile profile;
    private double raw;
    private int windows;
    private int found;
    private int falseAlarms;

    NabScore(Profile profile) {
        this.profile = profile;
    }

    /** First and last row of a labelled window. */
    record Window(int from, int to) {}

    /** Rows at the beginning of a file that are not judged. */
    static int probation(int rows) {
        return (int) Math.min(Math.floor(PROBATION * rows), PROBATION * PROBATION_ROWS);
    }

    /** Takes in one file: {@code detected[i]} tells whether row i is a detection. */
    void file(boolean[] detected, List<Window> labelled) {
        int first = probation(detected.length);
        double[] best = new double[labelled.size()];
        Arrays.fill(best, -profile.miss);
        for (int row = first; row < detected.length; row++) {
            if (detected[row]) {
                int inside = windowAt(labelled, row);
                if (inside >= 0) {
                    best[inside] = Math.max(best[inside], reward(labelled.get(inside), row));
                } else {
                    falseAlarms++;
                    raw += profile.falsePositive * cost(labelled, row);
                }
            }
        }
        for (double each : best) {
            raw += each;
            windows++;
            found += each > -profile.miss ? 1 : 0;
        }
    }

    private static int windowAt(List<Window> labelled, int row) {
        for (int i = 0; i < labelled.size(); i++) {
            if (row >= labelled.get(i).from() && row <= labelled.get(i).to()) {
                return i;
            }
        }
        return -1;
    }

    private static double reward(Window window, int row) {
        double width = window.to() - window.from() + 1.0;
        return scaled(-(window.to() - row + 1) / width) / scaled(-1);
    }

    private static double cost(List<Window> labelled, int row) {
        double past = FAR_BEHIND;
        for (Window window : labelled) {
            if (window.to() < row) {
                past = (row - window.to()) / (double) Math.max(1, window.to() - window.from());
            }
        }
        return scaled(past);
    }

    private static double scaled(double position) {
        return position >= FAR_BEHIND ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    /** 0 for finding nothing, 100 for perfection. */
    double score() {
        return 100 * (raw + profile.miss * windows) / ((1 + profile.miss) * windows);
    }

    String found() {
        return found + " of " + windows;
    }

    int falseAlarms() {
        return falseAlarms;
    }
}
