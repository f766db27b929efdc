package org.chengmai.device.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chengmai.device.Hit;
import org.chengmai.device.model.KeptAside;

/** The readings of one message as columns, and what of it is to be kept aside. Made to be reused by one thread at a time. */
final class Message {

    int size;
    int[] devices = new int[64];
    int[] channels = new int[64];
    long[] times = new long[64];
    double[] values = new double[64];
    boolean malformed;
    final List<KeptAside> aside = new ArrayList<>();
    final List<Hit> hits = new ArrayList<>();

    void clear() {
        size = 0;
        malformed = false;
        aside.clear();
        hits.clear();
    }

    void add(int device, int channel, long atMillis, double value) {
        if (size == devices.length) {
            grow();
        }
        devices[size] = device;
        channels[size] = channel;
        times[size] = atMillis;
        values[size] = value;
        size++;
    }

    private void grow() {
        int room = size * 2;
        devices = Arrays.copyOf(devices, room);
        channels = Arrays.copyOf(channels, room);
        times = Arrays.copyOf(times, room);
        values = Arrays.copyOf(values, room);
    }
}
