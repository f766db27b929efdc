package org.chengmai.device.intake;

import java.util.Arrays;

/** The values of one object of a payload, before its time is known. Made to be reused by one thread at a time. */
final class Held {

    int size;
    int[] channels = new int[32];
    double[] values = new double[32];

    void add(int channel, double value) {
        if (size == values.length) {
            channels = Arrays.copyOf(channels, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        channels[size] = channel;
        values[size++] = value;
    }
}
