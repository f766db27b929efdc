package org.chengmai.stream;

import java.util.Arrays;

/** A heap of devices by the time at which each wants to be looked at, ties by device index; a device stands in it once. */
final class Wakes {
    private static final int ABSENT = -1;

    private long[] keys = new long[64];
    private int[] devices = new int[64];
    private int[] places = {};
    private int size;

    /** The earliest key; NEVER when empty. */
    long earliest() {
        return size == 0 ? Limits.NEVER : keys[0];
    }

    /** The device under the earliest key, the lowest on a tie. */
    int first() {
        return devices[0];
    }

    /** Puts a device in, or moves it. */
    void put(int device, long key) {
        int place = place(device);
        if (place == ABSENT) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size);
                devices = Arrays.copyOf(devices, 2 * size);
            }
            place = size++;
        }
        down(up(place, device, key), device, key);
    }

    void remove(int device) {
        int place = place(device);
        if (place == ABSENT) {
            return;
        }
        places[device] = ABSENT;
        size--;
        if (place < size) {
            int moved = devices[size];
            long key = keys[size];
            down(up(place, moved, key), moved, key);
        }
    }

    void clear() {
        size = 0;
        Arrays.fill(places, ABSENT);
    }

    private int place(int device) {
        if (device >= places.length) {
            int known = places.length;
            places = Arrays.copyOf(places, Math.max(64, Math.max(device + 1, 2 * known)));
            Arrays.fill(places, known, places.length, ABSENT);
        }
        return places[device];
    }

    private int up(int from, int device, long key) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 2;
            if (!before(key, device, parent)) {
                break;
            }
            set(place, devices[parent], keys[parent]);
            place = parent;
        }
        return place;
    }

    private void down(int from, int device, long key) {
        int place = from;
        while (true) {
            int least = leastChild(place);
            if (least == ABSENT || before(key, device, least)) {
                break;
            }
            set(place, devices[least], keys[least]);
            place = least;
        }
        set(place, device, key);
    }

    private int leastChild(int place) {
        int first = 4 * place + 1;
        if (first >= size) {
            return ABSENT;
        }
        int least = first;
        for (int child = first + 1; child < Math.min(first + 4, size); child++) {
            if (before(keys[child], devices[child], least)) {
                least = child;
            }
        }
        return least;
    }

    private boolean before(long key, int device, int place) {
        return key < keys[place] || (key == keys[place] && device < devices[place]);
    }

    private void set(int place, int device, long key) {
        keys[place] = key;
        devices[place] = device;
        places[device] = place;
    }
}
