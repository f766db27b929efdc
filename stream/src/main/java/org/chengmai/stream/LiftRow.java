package org.chengmai.stream;

import java.util.Arrays;
import java.util.Map;

/**
 * Where in a device's row a lift's motion is remembered, and which channels it is about: first the state, which a snapshot
 * keeps, then the landings as the device's parameters have them. The channel that {@code position} names is an output, and a
 * reading of it from outside tells where the car stands. What is told may come back as readings, from a log that keeps it: it
 * says nothing then.
 *
 * @param first the cell of the row at which it begins
 */
record LiftRow(
        int first, int channels, int acceleration, int level, int base, int door, int position, int speed, int offset) {
    /** The state of the {@link MotionFilter}. */
    static final int FILTER = 0;
    /** Time and value of the newest sample. */
    static final int SAMPLED = MotionFilter.CELLS;

    static final int SAMPLE = SAMPLED + 1;
    /** One of the modes of {@link LiftMotion}, and since when the samples have been quiet, or NONE. */
    static final int MODE = SAMPLE + 1;

    static final int QUIET = MODE + 1;
    /** When the outputs were last told. */
    static final int TOLD = QUIET + 1;
    /** Whether the landing at which the car stands has been taken in. */
    static final int LANDED = TOLD + 1;
    /** When the level switch last changed. */
    static final int EDGE = LANDED + 1;
    /** The newest samples, each a time and a value: how many, which is the oldest. */
    static final int RING_SIZE = EDGE + 1;

    static final int RING_OLDEST = RING_SIZE + 1;
    static final int RING = RING_OLDEST + 1;
    static final int MOST_SAMPLES = 64;
    /** So many cells are state. */
    static final int STATE = RING + 2 * MOST_SAMPLES;

    /** By what a sample is multiplied to be in m/s². */
    private static final int FACTOR = STATE;
    /** The height of the landing with the base switch. */
    private static final int BASE = FACTOR + 1;

    /** Half of the way on which the level switch is on. */
    private static final int REACH = BASE + 1;

    private static final int LANDINGS = REACH + 1;
    private static final int HEIGHTS = LANDINGS + 1;
    private static final int MOST_LANDINGS = 64;
    static final int CELLS = HEIGHTS + MOST_LANDINGS;

    /** What holds for a lift of which nothing is said. */
    private static final Map<String, Double> DEFAULTS =
            Map.of("floors", 21.0, "topM", 60.0, "baseFloor", 1.0, "accelerationFactor", 1.0, "levelReachMm", 100.0);

    static LiftRow of(Vocabulary names, int first, int channels) {
        return new LiftRow(
                first,
                channels,
                names.channel("acceleration"),
                names.channel("level"),
                names.channel("base"),
                names.channel("doorOpen"),
                names.channel("position"),
                names.channel("speed"),
                names.channel("offset"));
    }

    /** Whether a reading of the channel can say anything of the motion. */
    boolean names(int channel) {
        return channel == acceleration || channel == level || channel == base || channel == door || channel == position;
    }

    void writeFresh(long[] cells, int row) {
        Arrays.fill(cells, row + first, row + first + STATE, 0);
        cells[row + first + SAMPLED] = Limits.NONE;
        cells[row + first + QUIET] = Limits.NONE;
        cells[row + first + TOLD] = -Limits.FARTHEST;
        cells[row + first + EDGE] = -Limits.FARTHEST;
    }

    /**
     * Writes the landings: {@code floors} of them from 0 to {@code topM}, the lowest storey {@code groundM} high and the others
     * alike, unless one has a height of its own, such as {@code landing7M}.
     *
     * @param defaults of the rules of the kind, for what the device has not of its own
     */
    void writeParameters(long[] cells, int row, Map<String, Double> own, Map<String, Double> defaults) {
        int at = row + first;
        double floors = value("floors", own, defaults);
        double top = value("topM", own, defaults);
        double ground = value("groundM", own, defaults);
        cells[at + FACTOR] = Double.doubleToLongBits(value("accelerationFactor", own, defaults));
        cells[at + REACH] = Double.doubleToLongBits(value("levelReachMm", own, defaults) / 1000);
        int landings = floors >= 2 && floors <= MOST_LANDINGS && floors == Math.rint(floors) ? (int) floors : 0;
        cells[at + LANDINGS] = landings;
        for (int i = 0; i < landings; i++) {
            double even = landings > 2 && ground > 0
                    ? i == 0 ? 0 : ground + (top - ground) * (i - 1) / (landings - 2)
                    : top * i / (landings - 1);
            double height = value("landing" + (i + 1) + "M", own, defaults);
            cells[at + HEIGHTS + i] = Double.doubleToLongBits(Double.isNaN(height) ? even : height);
        }
        double baseFloor = value("baseFloor", own, defaults);
        boolean isFloor = baseFloor >= 1 && baseFloor <= landings && baseFloor == Math.rint(baseFloor);
        double base = isFloor ? Double.longBitsToDouble(cells[at + HEIGHTS + (int) baseFloor - 1]) : Double.NaN;
        cells[at + BASE] = Double.doubleToLongBits(base);
    }

    private static double value(String name, Map<String, Double> own, Map<String, Double> defaults) {
        Double mine = own.get(name);
        Double common = mine == null ? defaults.get(name) : mine;
        return common == null ? DEFAULTS.getOrDefault(name, Double.NaN) : common;
    }

    /**
     * Whether a reading of an output comes too late to say anything: it is not newer than what was last told, as what was told
     * itself is when it comes back from the log, or older than the newest sample, which would take it for where the car is now.
     */
    boolean isToldOfBefore(long[] cells, int row, int channel, long at) {
        return (channel == position || channel == speed || channel == offset)
                && (at <= cells[row + first + TOLD] || at < cells[row + first + SAMPLED]);
    }

    double factor(long[] cells, int row) {
        return Double.longBitsToDouble(cells[row + first + FACTOR]);
    }

    double baseHeight(long[] cells, int row) {
        return Double.longBitsToDouble(cells[row + first + BASE]);
    }

    double reach(long[] cells, int row) {
        return Double.longBitsToDouble(cells[row + first + REACH]);
    }

    int landings(long[] cells, int row) {
        return (int) cells[row + first + LANDINGS];
    }

    /** The height of a landing, from 0. */
    double height(long[] cells, int row, int landing) {
        return Double.longBitsToDouble(cells[row + first + HEIGHTS + landing]);
    }

    double top(long[] cells, int row) {
        return height(cells, row, landings(cells, row) - 1);
    }

    /** The landing nearest to a height. */
    int nearest(long[] cells, int row, double height) {
        int nearest = 0;
        for (int i = 1; i < landings(cells, row); i++) {
            if (Math.abs(height(cells, row, i) - height) < Math.abs(height(cells, row, nearest) - height)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** The newest value of a channel of the device; NaN when the kind has it not or it was not heard. */
    double channel(long[] cells, int row, int channel) {
        return channel < 0
                ? Double.NaN
                : Double.longBitsToDouble(
                        cells[row + channels + KindCode.CELLS_OF_A_CHANNEL * channel + KindCode.VALUE]);
    }
}
