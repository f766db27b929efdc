package org.chengmai.stream;

import java.util.Arrays;
import java.util.Objects;

/**
 * Readings in arrival order, held as columns, with one arrival time for all. Made to be reused: {@link #clear()} keeps the
 * room, which grows by doubling. Times are milliseconds since 1970 UTC, values carry the unit of their channel, booleans
 * are 1 and 0. Not safe for use by several threads at once.
 */
public final class ReadingBatch {
    private int size;
    private long receivedMillis;
    private int[] devices = new int[256];
    private int[] channels = new int[256];
    private long[] times = new long[256];
    private double[] values = new double[256];

    /** How many readings the batch holds. */
    public int size() {
        return size;
    }

    /** Appends one reading: the device's index, the channel's index within its kind, event time, value. */
    public void add(int device, int channel, long atMillis, double value) {
        if (size == devices.length) {
            grow();
        }
        devices[size] = device;
        channels[size] = channel;
        times[size] = atMillis;
        values[size] = value;
        size++;
    }

    /** Empties the batch and keeps its room. */
    public void clear() {
        size = 0;
    }

    public int device(int i) {
        return devices[Objects.checkIndex(i, size)];
    }

    public int channel(int i) {
        return channels[Objects.checkIndex(i, size)];
    }

    public long atMillis(int i) {
        return times[Objects.checkIndex(i, size)];
    }

    public double value(int i) {
        return values[Objects.checkIndex(i, size)];
    }

    /** When the whole batch arrived, by the clock of the receiver. */
    public long receivedMillis() {
        return receivedMillis;
    }

    public void receivedMillis(long t) {
        receivedMillis = t;
    }

    private void grow() {
        int room = size * 2;
        devices = Arrays.copyOf(devices, room);
        channels = Arrays.copyOf(channels, room);
        times = Arrays.copyOf(times, room);
        values = Arrays.copyOf(values, room);
    }
}
