package org.chengmai.bench.peers;

import java.util.SplittableRandom;

/**
 * Readings that every engine gets: messages of three channels, a few milliseconds apart, each from some device. {@code level}
 * is too high now and then, {@code heat} stays high for a while, {@code knock} is 1 every so often, and each device pauses
 * now and then. The same size gives the same readings. Times of a device only grow.
 */
final class Input {
    static final int DEVICES = 20_000;
    static final int CHANNELS = 3;
    static final int LEVEL = 0;
    static final int HEAT = 1;
    static final int KNOCK = 2;
    static final long BEGIN = 1_772_380_800_000L;

    private static final long STEP_MILLIS = 3;

    final int size;
    final int[] devices;
    final long[] times;
    final double[] values;

    private Input(int size) {
        this.size = size;
        this.devices = new int[size];
        this.times = new long[size];
        this.values = new double[size];
    }

    /** So many messages, an even number: devices of even and of odd numbers take turns. */
    static Input of(int messages) {
        Input input = new Input(messages * CHANNELS);
        SplittableRandom random = new SplittableRandom(1);
        boolean[] hot = new boolean[DEVICES];
        for (int message = 0; message < messages; message++) {
            int device = 2 * random.nextInt(DEVICES / 2) + (message & 1);
            hot[device] = hot[device] ? random.nextInt(4) > 0 : random.nextInt(100) == 0;
            long at = BEGIN + message * STEP_MILLIS;
            input.put(message, LEVEL, device, at, random.nextInt(300) == 0 ? 95 : 40);
            input.put(message, HEAT, device, at, hot[device] ? 75 : 25);
            input.put(message, KNOCK, device, at, random.nextInt(20) == 0 ? 1 : 0);
        }
        return input;
    }

    private void put(int message, int channel, int device, long at, double value) {
        int i = message * CHANNELS + channel;
        devices[i] = device;
        times[i] = at;
        values[i] = value;
    }

    int channel(int i) {
        return i % CHANNELS;
    }

    /** The first so many messages of these. */
    Input first(int messages) {
        Input part = new Input(messages * CHANNELS);
        System.arraycopy(devices, 0, part.devices, 0, part.size);
        System.arraycopy(times, 0, part.times, 0, part.size);
        System.arraycopy(values, 0, part.values, 0, part.size);
        return part;
    }

    /** The same readings, those of devices of even numbers before the others: two equal halves, each in the order of time. */
    Input halved() {
        Input halves = new Input(size);
        int[] next = {0, size / 2};
        for (int message = 0; message < size / CHANNELS; message++) {
            int from = message * CHANNELS;
            int to = next[devices[from] & 1];
            next[devices[from] & 1] += CHANNELS;
            System.arraycopy(devices, from, halves.devices, to, CHANNELS);
            System.arraycopy(times, from, halves.times, to, CHANNELS);
            System.arraycopy(values, from, halves.values, to, CHANNELS);
        }
        return halves;
    }
}
