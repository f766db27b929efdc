package org.chengmai.stream;

import java.util.Arrays;

/**
 * Rings of readings, each a time and a value: for every window of every device those that still count. A ring has a number
 * from 1; 0 stands for one that is still empty. Rings grow by doubling and are kept for reuse. The sum of a ring is carried
 * along and counted anew after as many removals as there are readings, so that what rounding leaves behind is washed out.
 */
final class Samples {
    private static final int SIZE = 0;
    private static final int OLDEST = 1;
    private static final int SUM = 2;
    private static final int REMOVED = 3;
    private static final int FIRST = 4;
    private static final int LEAST_REMOVALS = 64;

    private long[][] rings = new long[16][];
    private int made = 1;
    private int[] free = new int[16];
    private int freed;

    int size(int number) {
        return number == 0 ? 0 : (int) rings[number][SIZE];
    }

    /** The time of the i-th reading, the oldest first. */
    long time(int number, int i) {
        long[] ring = rings[number];
        return ring[place(ring, i)];
    }

    double value(int number, int i) {
        long[] ring = rings[number];
        return Double.longBitsToDouble(ring[place(ring, i) + 1]);
    }

    double sum(int number) {
        return number == 0 ? 0 : Double.longBitsToDouble(rings[number][SUM]);
    }

    long removed(int number) {
        return number == 0 ? 0 : rings[number][REMOVED];
    }

    /** Adds the newest reading; returns the ring's number. */
    int add(int number, long time, double value) {
        int id = number == 0 ? open() : number;
        long[] ring = rings[id];
        int size = (int) ring[SIZE];
        if (FIRST + 2 * size == ring.length) {
            ring = grown(ring);
            rings[id] = ring;
        }
        ring[SIZE] = size + 1L;
        int place = place(ring, size);
        ring[place] = time;
        ring[place + 1] = Double.doubleToRawLongBits(value);
        ring[SUM] = Double.doubleToRawLongBits(Double.longBitsToDouble(ring[SUM]) + value);
        return id;
    }

    void removeOldest(int number) {
        long[] ring = rings[number];
        double value = value(number, 0);
        ring[OLDEST] = FIRST + 2 * (ring[OLDEST] + 1) == ring.length ? 0 : ring[OLDEST] + 1;
        ring[SIZE]--;
        ring[REMOVED]++;
        double sum = Double.longBitsToDouble(ring[SUM]) - value;
        if (ring[REMOVED] > Math.max(LEAST_REMOVALS, ring[SIZE]) || !Double.isFinite(sum) || ring[SIZE] == 0) {
            ring[REMOVED] = 0;
            sum = 0;
            for (int i = 0; i < ring[SIZE]; i++) {
                sum += value(number, i);
            }
        }
        ring[SUM] = Double.doubleToRawLongBits(sum);
    }

    /** Takes the newest reading away; the sum of a ring of which this is done has no meaning. */
    void removeNewest(int number) {
        rings[number][SIZE]--;
    }

    /** Puts back what a snapshot kept beside the readings. */
    void restoreSum(int number, double sum, long removed) {
        if (number != 0) {
            rings[number][SUM] = Double.doubleToRawLongBits(sum);
            rings[number][REMOVED] = removed;
        }
    }

    /** Empties the ring; its number may be given to another. */
    void free(int number) {
        if (number == 0) {
            return;
        }
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = number;
    }

    void clear() {
        rings = new long[16][];
        made = 1;
        freed = 0;
    }

    private int open() {
        if (freed > 0) {
            int id = free[--freed];
            Arrays.fill(rings[id], 0, FIRST, 0);
            return id;
        }
        if (made == rings.length) {
            rings = Arrays.copyOf(rings, 2 * made);
        }
        rings[made] = new long[FIRST + 2 * 4];
        return made++;
    }

    private static int place(long[] ring, int i) {
        int place = FIRST + 2 * ((int) ring[OLDEST] + i);
        return place >= ring.length ? place - ring.length + FIRST : place;
    }

    private static long[] grown(long[] ring) {
        long[] larger = new long[2 * ring.length - FIRST];
        System.arraycopy(ring, 0, larger, 0, FIRST);
        int size = (int) ring[SIZE];
        for (int i = 0; i < size; i++) {
            int place = place(ring, i);
            larger[FIRST + 2 * i] = ring[place];
            larger[FIRST + 2 * i + 1] = ring[place + 1];
        }
        larger[OLDEST] = 0;
        return larger;
    }
}
