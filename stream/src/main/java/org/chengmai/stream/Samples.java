package org.chengmai.stream;

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

    private static final Pairs PAIRS = new Pairs(OLDEST, FIRST);
    private static final int PAIRS_AT_FIRST = 4;

    private final Shelf rings = new Shelf();

    int size(int number) {
        return number == 0 ? 0 : (int) rings.get(number)[SIZE];
    }

    /** The time of the i-th reading, the oldest first. */
    long time(int number, int i) {
        long[] ring = rings.get(number);
        return ring[PAIRS.place(ring, i)];
    }

    double value(int number, int i) {
        long[] ring = rings.get(number);
        return Double.longBitsToDouble(ring[PAIRS.place(ring, i) + 1]);
    }

    double sum(int number) {
        return number == 0 ? 0 : Double.longBitsToDouble(rings.get(number)[SUM]);
    }

    long removed(int number) {
        return number == 0 ? 0 : rings.get(number)[REMOVED];
    }

    /** Adds the newest reading; returns the ring's number. */
    int add(int number, long time, double value) {
        int id = number == 0 ? rings.open(FIRST, FIRST + 2 * PAIRS_AT_FIRST) : number;
        long[] ring = rings.get(id);
        int size = (int) ring[SIZE];
        if (PAIRS.isFull(ring, size)) {
            ring = PAIRS.grown(ring, size);
            rings.put(id, ring);
        }
        ring[SIZE] = size + 1L;
        int place = PAIRS.place(ring, size);
        ring[place] = time;
        ring[place + 1] = Double.doubleToRawLongBits(value);
        ring[SUM] = Double.doubleToRawLongBits(Double.longBitsToDouble(ring[SUM]) + value);
        return id;
    }

    void removeOldest(int number) {
        long[] ring = rings.get(number);
        double value = value(number, 0);
        PAIRS.dropOldest(ring);
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
        rings.get(number)[SIZE]--;
    }

    /** Puts back what a snapshot kept beside the readings. */
    void restoreSum(int number, double sum, long removed) {
        if (number != 0) {
            rings.get(number)[SUM] = Double.doubleToRawLongBits(sum);
            rings.get(number)[REMOVED] = removed;
        }
    }

    /** Empties the ring; its number may be given to another. */
    void free(int number) {
        rings.free(number);
    }

    void clear() {
        rings.clear();
    }
}
