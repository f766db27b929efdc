package org.chengmai.stream;

import java.util.Arrays;

/** Arrays of long by number, from 1; 0 stands for none. An array that is given back is kept for the next who wants one. */
final class Shelf {
    private long[][] arrays = new long[16][];
    private int made = 1;
    private int[] free = new int[16];
    private int freed;

    long[] get(int number) {
        return arrays[number];
    }

    /** Puts a larger array in the place of one that is there. */
    void put(int number, long[] array) {
        arrays[number] = array;
    }

    /** The number of an array whose first {@code head} cells are 0; a new one has {@code length} cells. */
    int open(int head, int length) {
        if (freed > 0) {
            int number = free[--freed];
            Arrays.fill(arrays[number], 0, head, 0);
            return number;
        }
        if (made == arrays.length) {
            arrays = Arrays.copyOf(arrays, 2 * made);
        }
        arrays[made] = new long[length];
        return made++;
    }

    /** The number of a copy of an array; it has {@code length} cells at least. */
    int copy(long[] all, int length) {
        int number = open(0, length);
        arrays[number] = Arrays.copyOf(all, Math.max(all.length, arrays[number].length));
        return number;
    }

    /** Takes an array back; its number may be given to another. */
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
        arrays = new long[16][];
        made = 1;
        freed = 0;
    }
}
