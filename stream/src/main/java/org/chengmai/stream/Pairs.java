package org.chengmai.stream;

/**
 * How pairs of numbers lie as a ring behind the head of an array.
 *
 * @param oldest the cell of the head that tells which pair is the oldest
 * @param first where the pairs begin
 */
record Pairs(int oldest, int first) {

    /** Where the i-th pair lies, the oldest first. */
    int place(long[] ring, int i) {
        int place = first + 2 * ((int) ring[oldest] + i);
        return place >= ring.length ? place - ring.length + first : place;
    }

    boolean isFull(long[] ring, int size) {
        return first + 2 * size == ring.length;
    }

    void dropOldest(long[] ring) {
        ring[oldest] = first + 2 * (ring[oldest] + 1) == ring.length ? 0 : ring[oldest] + 1;
    }

    /** The ring with room for twice as many pairs. */
    long[] grown(long[] ring, int size) {
        return inOrder(ring, size, 2 * ring.length - first);
    }

    /** The ring with its oldest pair at the beginning and no more room than it needs. */
    long[] trimmed(long[] ring, int size) {
        return inOrder(ring, size, first + 2 * size);
    }

    private long[] inOrder(long[] ring, int size, int length) {
        long[] copy = new long[length];
        System.arraycopy(ring, 0, copy, 0, first);
        for (int i = 0; i < size; i++) {
            System.arraycopy(ring, place(ring, i), copy, first + 2 * i, 2);
        }
        copy[oldest] = 0;
        return copy;
    }
}
