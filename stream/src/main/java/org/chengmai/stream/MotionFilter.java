package org.chengmai.stream;

import java.util.Arrays;

/**
 * A Kalman filter of one vertical motion: position, velocity, the accelerometer's bias (with the gravity it shows) and the
 * error of its scale, with their covariance. It is loaded from a device's row, used, and stored again; one thread.
 *
 * <p>Between samples the car moves by (1 + scale) × (measured − bias). What is known of it now and then, that it stands, where it
 * stands, what a standing sensor shows, is taken in as a measurement of one of the four, and by their covariance corrects
 * the others: a velocity that is not zero at a stop takes back what it has added to the position since the start.
 */
final class MotionFilter {
    static final int POSITION = 0;
    static final int VELOCITY = 1;
    static final int BIAS = 2;
    static final int SCALE = 3;

    private static final int N = 4;
    /** Cells of a row. */
    static final int CELLS = N + N * N;

    /** What noise of the sensor and shaking of the car add a second to the variance of the velocity, (m/s)². */
    static final double VELOCITY_WALK = 1.2e-5;
    /** What the warming of the sensor adds a second to the variance of its bias, (m/s²)². */
    static final double BIAS_WALK = 1e-8;

    static final double SCALE_WALK = 1e-10;

    private final double[] x = new double[N];
    private final double[] p = new double[N * N];

    void load(long[] cells, int at) {
        for (int i = 0; i < N; i++) {
            x[i] = Double.longBitsToDouble(cells[at + i]);
        }
        for (int i = 0; i < N * N; i++) {
            p[i] = Double.longBitsToDouble(cells[at + N + i]);
        }
    }

    void store(long[] cells, int at) {
        for (int i = 0; i < N; i++) {
            cells[at + i] = Double.doubleToRawLongBits(x[i]);
        }
        for (int i = 0; i < N * N; i++) {
            cells[at + N + i] = Double.doubleToRawLongBits(p[i]);
        }
    }

    /** Knows nothing but how good such sensors are. */
    void forget(double positionVariance, double biasVariance, double scaleVariance) {
        Arrays.fill(x, 0);
        Arrays.fill(p, 0);
        p[0] = positionVariance;
        p[BIAS * N + BIAS] = biasVariance;
        p[SCALE * N + SCALE] = scaleVariance;
    }

    double get(int i) {
        return x[i];
    }

    double variance(int i) {
        return p[i * N + i];
    }

    /** Moves on by so many seconds under the acceleration that the sensor shows. */
    void move(double seconds, double shown) {
        double net = shown - x[BIAS];
        double gain = 1 + x[SCALE];
        x[POSITION] += x[VELOCITY] * seconds + gain * net * seconds * seconds / 2;
        x[VELOCITY] += gain * net * seconds;
        add(POSITION, VELOCITY, seconds);
        add(VELOCITY, BIAS, -gain * seconds);
        add(VELOCITY, SCALE, net * seconds);
        p[VELOCITY * N + VELOCITY] += VELOCITY_WALK * seconds;
        p[BIAS * N + BIAS] += BIAS_WALK * seconds;
        p[SCALE * N + SCALE] += SCALE_WALK * seconds;
    }

    /** The covariance after so much of one is added to another. */
    private void add(int to, int from, double times) {
        for (int i = 0; i < N; i++) {
            p[to * N + i] += times * p[from * N + i];
        }
        for (int i = 0; i < N; i++) {
            p[i * N + to] += times * p[i * N + from];
        }
    }

    /** Takes in that one of the four was measured, with that variance. */
    void measure(int what, double value, double variance) {
        double innovation = value - x[what];
        double weight = 1 / (p[what * N + what] + variance);
        double p0 = p[what * N];
        double p1 = p[what * N + 1];
        double p2 = p[what * N + 2];
        double p3 = p[what * N + 3];
        for (int i = 0; i < N; i++) {
            double gain = p[i * N + what] * weight;
            x[i] += gain * innovation;
            p[i * N] -= gain * p0;
            p[i * N + 1] -= gain * p1;
            p[i * N + 2] -= gain * p2;
            p[i * N + 3] -= gain * p3;
        }
    }

    /** Sets one of the four anew, with nothing to do with the others. */
    void set(int what, double value, double variance) {
        x[what] = value;
        for (int i = 0; i < N; i++) {
            p[what * N + i] = 0;
            p[i * N + what] = 0;
        }
        p[what * N + what] = variance;
    }

    /** Makes one of the four less certain. */
    void loosen(int what, double variance) {
        p[what * N + what] += variance;
    }
}
