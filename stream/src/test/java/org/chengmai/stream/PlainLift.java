package org.chengmai.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slow twin of {@link LiftMotion}: lists instead of rings, whole matrices, no row. The landings are 3 m apart, the base is the
 * lowest. Channels: 0 acceleration, 1 level, 2 base, 3 door, 4 position.
 */
final class PlainLift {
    static final int FLOORS = 11;
    private static final double STOREY = 3;

    private record Sample(long time, double value) {}

    private enum Mode {
        FRESH,
        STANDS,
        MOVES
    }

    private final Map<Integer, Double> switches = new HashMap<>();
    private final List<Sample> window = new ArrayList<>();
    private double[] x = new double[4];
    private double[][] p = new double[4][4];
    private Mode mode = Mode.FRESH;
    private Sample last = new Sample(Long.MIN_VALUE, 0);
    private long quietSince = Long.MIN_VALUE;
    private long told = Long.MIN_VALUE / 2;
    private long edge = Long.MIN_VALUE / 2;
    private boolean landed;

    /** What is told at a reading: position, speed and offset, or nothing. */
    List<Double> read(int channel, long time, double value) {
        switches.put(channel, value);
        boolean tells = switch (channel) {
            case 0 -> sample(time, value);
            case 4 -> {
                set(0, value, 0.015 * 0.015);
                yield false;
            }
            default -> change(channel, time, value);
        };
        if (tells) {
            told = time;
        }
        return tells ? outputs() : List.of();
    }

    private boolean change(int channel, long time, double value) {
        if (mode == Mode.STANDS) {
            land();
            return true;
        }
        if (mode == Mode.MOVES && channel == 1) {
            boolean isChatter = time - edge < 60;
            edge = time;
            if (!isChatter && Math.abs(x[1]) >= 0.3 && p[0][0] < 1) {
                double ahead = 0.1 * Math.signum(x[1]) * (value == 1 ? -1 : 1);
                double height = nearest(x[0] - ahead) + ahead;
                double variance = 0.04 * 0.04 + x[1] * x[1] * 0.02 * 0.02;
                if (Math.pow(height - x[0], 2) <= 16 * (p[0][0] + variance)) {
                    measure(0, height, variance);
                }
            }
        }
        return false;
    }

    private boolean sample(long time, double value) {
        Mode before = mode;
        Sample from = last;
        boolean isFirst = from.time == Long.MIN_VALUE;
        last = new Sample(time, value);
        if (!isFirst && time - from.time > 500) {
            pause(time - from.time);
            from = last;
        }
        if (mode == Mode.MOVES) {
            move((time - from.time) / 1000.0, (from.value + value) / 2);
        }
        if (window.size() == 64) {
            forgetOldest();
        }
        window.add(last);
        switch (mode) {
            case STANDS -> stands(time);
            case MOVES -> moves(time);
            case FRESH -> {
                if (isWindow() && deviation() <= 0.1) {
                    x = new double[] {0, 0, mean(window), 0};
                    p = new double[4][4];
                    p[0][0] = 1e6;
                    p[2][2] = 0.0025 / window.size();
                    p[3][3] = 0.0009;
                    stop();
                }
            }
        }
        return mode != before || (mode == Mode.MOVES && time - told >= 200);
    }

    private void pause(long millis) {
        double seconds = millis / 1000.0;
        if (mode == Mode.STANDS) {
            while (!window.isEmpty()) {
                forgetOldest();
            }
            p[2][2] += Math.min(1e-8 * seconds, 0.0004);
        } else if (mode == Mode.MOVES && millis > 5_000) {
            stop();
        } else if (mode == Mode.MOVES) {
            move(seconds, x[2]);
            p[1][1] += 1;
            p[0][0] += seconds * seconds;
        }
        window.clear();
        quietSince = Long.MIN_VALUE;
    }

    private void forgetOldest() {
        if (mode == Mode.STANDS) {
            measure(2, window.getFirst().value, 0.0025);
        }
        window.removeFirst();
    }

    private void stands(long time) {
        List<Sample> recent =
                window.stream().filter(one -> one.time > time - 250).toList();
        if (recent.size() >= 8 && Math.abs(mean(recent) - x[2]) > 0.07 + 3 * Math.sqrt(p[2][2])) {
            mode = Mode.MOVES;
            quietSince = Long.MIN_VALUE;
            for (int i = 1; i < window.size(); i++) {
                Sample one = window.get(i - 1);
                Sample next = window.get(i);
                move((next.time - one.time) / 1000.0, (one.value + next.value) / 2);
            }
            return;
        }
        while (!window.isEmpty() && window.getFirst().time < time - 700) {
            forgetOldest();
        }
    }

    private void moves(long time) {
        window.removeIf(one -> one.time < time - 700);
        boolean isQuiet =
                isWindow() && deviation() <= 0.1 && Math.abs(mean(window) - x[2]) <= 0.04 + 3 * Math.sqrt(p[2][2]);
        if (!isQuiet) {
            quietSince = Long.MIN_VALUE;
            return;
        }
        quietSince = quietSince == Long.MIN_VALUE ? time : quietSince;
        long quiet = time - quietSince;
        double speed = Math.abs(x[1]);
        if (speed < Math.max(0.04, 3 * Math.sqrt(p[1][1]))
                || (speed < 0.3 && quiet >= (isAtLanding() ? 300 : 1_200))
                || (is(3, 1) && quiet >= 1_500)
                || quiet >= 60_000 + (FLOORS - 1) * STOREY / 0.5 * 1_000) {
            stop();
        }
    }

    private void stop() {
        if (x[1] * x[1] <= Math.max(0.0016, 9 * (p[1][1] + 0.005 * 0.005))) {
            measure(1, 0, 0.005 * 0.005);
        } else {
            p[0][0] += x[1] * x[1] * (x[1] * x[1] < 0.09 ? 2 : 25);
        }
        set(1, 0, 0);
        mode = Mode.STANDS;
        landed = false;
        window.clear();
        land();
    }

    private void land() {
        if (landed) {
            return;
        }
        if (is(2, 1)) {
            reach(0, Double.MAX_VALUE);
        } else if (isAtLanding() && p[0][0] < 1) {
            reach(nearest(x[0]), 0.35 * STOREY);
        }
    }

    private void reach(double height, double beyondDoubt) {
        landed = true;
        double off = Math.abs(height - x[0]);
        if (off > beyondDoubt) {
            set(0, x[0], 1e6);
        } else if (off * off <= 9 * (p[0][0] + 0.015 * 0.015)) {
            measure(0, height, 0.015 * 0.015);
        } else {
            set(0, height, 0.015 * 0.015);
        }
    }

    private List<Double> outputs() {
        double deviation = Math.sqrt(p[0][0]);
        boolean isKnown = p[0][0] < 1;
        double top = (FLOORS - 1) * STOREY;
        double position =
                x[0] > top ? Math.max(top, x[0] - 3 * deviation) : x[0] < 0 ? Math.min(0, x[0] + 3 * deviation) : x[0];
        double off = x[0] - nearest(x[0]);
        double offset = Math.signum(off) * Math.max(0, Math.abs(off) - 2 * deviation);
        if (mode == Mode.STANDS && is(1, 1)) {
            return List.of(
                    isKnown ? position : Double.NaN,
                    Math.abs(x[1]),
                    isKnown ? 1000 * Math.max(-0.1, Math.min(0.1, offset)) : 0.0);
        }
        if (mode == Mode.STANDS && is(1, 0)) {
            double least = isKnown && offset < 0 ? Math.min(-0.1, offset) : isKnown ? Math.max(0.1, offset) : 0.1;
            return List.of(isKnown ? position : Double.NaN, Math.abs(x[1]), 1000 * least);
        }
        return List.of(isKnown ? position : Double.NaN, Math.abs(x[1]), isKnown ? 1000 * offset : Double.NaN);
    }

    private boolean is(int channel, double value) {
        return switches.getOrDefault(channel, Double.NaN) == value;
    }

    private boolean isAtLanding() {
        return is(1, 1) || (!switches.containsKey(1) && is(3, 1));
    }

    private static double nearest(double height) {
        double nearest = 0;
        for (int floor = 1; floor < FLOORS; floor++) {
            nearest = Math.abs(floor * STOREY - height) < Math.abs(nearest - height) ? floor * STOREY : nearest;
        }
        return nearest;
    }

    private boolean isWindow() {
        return window.size() >= 20 && window.getLast().time - window.getFirst().time >= 500;
    }

    private static double mean(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::value).sum() / samples.size();
    }

    private double deviation() {
        double mean = mean(window);
        return Math.sqrt(window.stream()
                        .mapToDouble(one -> Math.pow(one.value - mean, 2))
                        .sum()
                / window.size());
    }

    private void move(double seconds, double shown) {
        double net = shown - x[2];
        double gain = 1 + x[3];
        double[][] f = {
            {1, seconds, 0, 0}, {0, 1, -gain * seconds, net * seconds}, {0, 0, 1, 0}, {0, 0, 0, 1},
        };
        x = new double[] {
            x[0] + x[1] * seconds + gain * net * seconds * seconds / 2, x[1] + gain * net * seconds, x[2], x[3]
        };
        p = times(times(f, p), turned(f));
        p[1][1] += 1.2e-5 * seconds;
        p[2][2] += 1e-8 * seconds;
        p[3][3] += 1e-10 * seconds;
    }

    private void measure(int what, double value, double variance) {
        double[] gain = new double[4];
        double[][] rest = new double[4][4];
        for (int i = 0; i < 4; i++) {
            gain[i] = p[i][what] / (p[what][what] + variance);
            rest[i][i] = 1;
        }
        double innovation = value - x[what];
        for (int i = 0; i < 4; i++) {
            x[i] += gain[i] * innovation;
            rest[i][what] -= gain[i];
        }
        p = times(rest, p);
    }

    private void set(int what, double value, double variance) {
        x[what] = value;
        for (int i = 0; i < 4; i++) {
            p[what][i] = 0;
            p[i][what] = 0;
        }
        p[what][what] = variance;
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] product = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) {
                    product[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] turned(double[][] matrix) {
        double[][] turned = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                turned[i][j] = matrix[j][i];
            }
        }
        return turned;
    }
}
