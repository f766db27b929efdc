package org.chengmai.device.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import org.chengmai.device.Device;
import org.jspecify.annotations.Nullable;

/**
 * Ids and names of the devices in long strings, a thousand devices each: a search for any part of them, in any script, reads
 * memory from end to end and follows no pointer to a device. A string is made by the first search after a change. Any thread.
 */
final class Texts {

    private static final int BITS = 10;
    private static final int SIZE = 1 << BITS;

    /** No id or name can hold it. */
    private static final char END = '\0';

    /** The texts of some devices, and where each device's end. */
    private static final class Block {
        final String text;
        final int[] ends;

        Block(String text, int[] ends) {
            this.text = text;
            this.ends = ends;
        }
    }

    private final IntFunction<@Nullable Device> roll;
    private @Nullable Block[] blocks = new Block[0];

    Texts(IntFunction<@Nullable Device> roll) {
        this.roll = roll;
    }

    /** The device is in the roll, new or changed. */
    synchronized void changed(int device) {
        if (device >> BITS < blocks.length) {
            blocks[device >> BITS] = null;
        }
    }

    /** Those of the devices whose id or name holds the words. */
    BitSet search(BitSet devices, String words) {
        BitSet found = new BitSet(devices.length());
        if (words.indexOf(END) >= 0) {
            return found;
        }
        for (int next = devices.nextSetBit(0); next >= 0; next = devices.nextSetBit(next)) {
            int block = next >> BITS;
            search(block(block), block << BITS, words, found);
            next = (block + 1) << BITS;
        }
        found.and(devices);
        return found;
    }

    private static void search(Block in, int first, String words, BitSet found) {
        int device = 0;
        int at = in.text.indexOf(words);
        while (at >= 0 && at < in.text.length()) {
            while (in.ends[device] <= at) {
                device++;
            }
            found.set(first + device);
            at = in.text.indexOf(words, in.ends[device]);
        }
    }

    private synchronized Block block(int number) {
        if (number >= blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(number + 1, 2 * blocks.length));
        }
        Block block = blocks[number];
        if (block == null) {
            block = made(number << BITS);
            blocks[number] = block;
        }
        return block;
    }

    private Block made(int first) {
        StringBuilder text = new StringBuilder();
        int[] ends = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            Device device = roll.apply(first + i);
            if (device != null) {
                text.append(device.id()).append(END).append(device.name()).append(END);
            }
            ends[i] = text.length();
        }
        return new Block(text.toString(), ends);
    }
}
