package org.chengmai.device.model;

import java.util.Arrays;

/** A set of small numbers. For one thread. */
final class DirtySet {

    private long[] bits = new long[64];
    private int size;

    void add(int n) {
        int word = n >> 6;
        if (word >= bits.length) {
            bits = Arrays.copyOf(bits, Math.max(word + 1, bits.length * 2));
        }
        long bit = 1L << n;
        if ((bits[word] & bit) == 0) {
            bits[word] |= bit;
            size++;
        }
    }

    /** The members, which it then forgets. */
    int[] take() {
        int[] members = new int[size];
        int n = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                members[n++] = (word << 6) + Long.numberOfTrailingZeros(rest);
            }
            bits[word] = 0;
        }
        size = 0;
        return members;
    }
}
