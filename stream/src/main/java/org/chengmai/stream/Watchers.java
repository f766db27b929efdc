package org.chengmai.stream;

import java.util.List;
import java.util.TreeSet;

/**
 * Which rules of a kind have to look at a reading. A rule that has settled (see {@link KindCode}) is passed over as long as
 * no comparison of its texts can come out differently: beside the value of each channel a row keeps a band around it in which
 * none of the numbers lies with which rules compare the channel. Rules stand as bits, 64 to a word. Immutable.
 */
final class Watchers {
    /** The value is the one before. */
    static final int SAME = 0;
    /** The value is another within the band. */
    static final int WITHIN = 1;
    /** The value lies beyond the band. */
    static final int BEYOND = 2;

    /** A band in which no value lies. */
    static final long EMPTY = band(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    final int words;
    /** By channel and word, those that watch the channel. */
    private final long[] all;
    /** By what the value is, then by channel and word: those to which it may make a difference. */
    private final long[][] touched;
    /** By channel, the numbers with which it is compared: constants, and cells of the row. */
    private final double[][] constants;

    private final int[][] cells;

    Watchers(int channels, List<RuleCode> rules) {
        this.words = (rules.size() + 63) / 64;
        this.all = new long[channels * words];
        this.touched = new long[][] {new long[all.length], new long[all.length], new long[all.length]};
        this.constants = new double[channels][];
        this.cells = new int[channels][];
        for (int number = 0; number < rules.size(); number++) {
            long bit = 1L << number;
            RuleCode rule = rules.get(number);
            for (int channel : rule.channels) {
                int at = channel * words + (number >> 6);
                all[at] |= bit;
                touched[WITHIN][at] |= rule.comparisons.isAskedOtherwise(channel) ? bit : 0;
                touched[BEYOND][at] |= rule.comparisons.isAsked(channel) ? bit : 0;
            }
        }
        for (int channel = 0; channel < channels; channel++) {
            var ofConstants = new TreeSet<Double>();
            var ofCells = new TreeSet<Integer>();
            for (RuleCode rule : rules) {
                ofConstants.addAll(rule.comparisons.constants(channel));
                ofCells.addAll(rule.comparisons.cells(channel));
            }
            constants[channel] =
                    ofConstants.stream().mapToDouble(Double::doubleValue).toArray();
            cells[channel] = ofCells.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** Puts a value in the place of the one before; what it is to that. {@code cell} is where its channel begins. */
    int put(long[] row, int first, int cell, int channel, double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (row[cell + KindCode.VALUE] == bits) {
            return SAME;
        }
        row[cell + KindCode.VALUE] = bits;
        long band = row[cell + KindCode.BAND];
        if (value >= Float.intBitsToFloat((int) (band >> 32)) && value <= Float.intBitsToFloat((int) band)) {
            return WITHIN;
        }
        row[cell + KindCode.BAND] = around(row, first, channel, value);
        return BEYOND;
    }

    /** All rules that watch the channel. */
    long all(int channel, int word) {
        return all[channel * words + word];
    }

    /** Those of them that have not settled, and those to which the value may make a difference. */
    long touched(int channel, int word, int value, long unsettled) {
        int at = channel * words + word;
        return all[at] & (unsettled | touched[value][at]);
    }

    private long around(long[] row, int first, int channel, double value) {
        double below = Double.NEGATIVE_INFINITY;
        double above = Double.POSITIVE_INFINITY;
        boolean isOn = false;
        for (double number : constants[channel]) {
            below = number < value ? Math.max(below, number) : below;
            above = number > value ? Math.min(above, number) : above;
            isOn |= number == value;
        }
        for (int cell : cells[channel]) {
            double number = Double.longBitsToDouble(row[first + cell]);
            below = number < value ? Math.max(below, number) : below;
            above = number > value ? Math.min(above, number) : above;
            isOn |= number == value;
        }
        if (isOn) {
            return (float) value == value ? band((float) value, (float) value) : EMPTY;
        }
        return band(leastAbove(below), greatestBelow(above));
    }

    private static float leastAbove(double number) {
        float near = (float) number;
        return near > number || number == Double.NEGATIVE_INFINITY ? near : Math.nextUp(near);
    }

    private static float greatestBelow(double number) {
        float near = (float) number;
        return near < number || number == Double.POSITIVE_INFINITY ? near : Math.nextDown(near);
    }

    private static long band(float least, float greatest) {
        return ((long) Float.floatToRawIntBits(least) << 32) | (Float.floatToRawIntBits(greatest) & 0xffff_ffffL);
    }
}
