package org.chengmai.stream;

import java.util.Arrays;

/**
 * Readings that wait to be judged in order, a queue for each device of a kind whose readings may be late: by event time, of
 * equal times by channel, of equal channels as they came.
 */
final class Waiting {
    /** A queue holds no more; the earliest goes early then. */
    static final int MOST = 4_096;

    private static final int SIZE = 0;
    private static final int HEAD = 1;
    /** The newest event time that was taken in, arrival less that time when it was, and the last arrival. */
    private static final int NEWEST = 2;

    private static final int LAG = 3;
    private static final int ARRIVAL = 4;
    private static final int FIRST = 5;
    private static final int WIDTH = 3;
    private static final long[] EMPTY = {0, 0, Limits.NONE, 0, 0};

    private long[][] queues = {};

    int size(int device) {
        return device < queues.length ? (int) queues[device][SIZE] : 0;
    }

    void add(int device, int channel, long at, double value, long now) {
        long[] queue = room(device);
        int i = (int) queue[SIZE]++;
        int place = place(queue, i);
        while (i > 0 && isBefore(at, channel, queue, place(queue, i - 1))) {
            int earlier = place(queue, i - 1);
            System.arraycopy(queue, earlier, queue, place, WIDTH);
            place = earlier;
            i--;
        }
        queue[place] = at;
        queue[place + 1] = channel;
        queue[place + 2] = Double.doubleToRawLongBits(value);
        queue[NEWEST] = Math.max(queue[NEWEST], at);
        queue[LAG] = now - queue[NEWEST];
        queue[ARRIVAL] = now;
    }

    private static boolean isBefore(long at, int channel, long[] queue, int place) {
        return at < queue[place] || (at == queue[place] && channel < queue[place + 1]);
    }

    /** Whether the first has waited long enough by the device's own time. */
    boolean isRipe(int device, long late) {
        return size(device) > 0 && at(device) + late < queues[device][NEWEST];
    }

    /** When the first has waited long enough by the clock; NEVER when none waits. */
    long wake(int device, long late, long catchUp) {
        if (size(device) == 0) {
            return Limits.NEVER;
        }
        long[] queue = queues[device];
        long ripe = at(device) + late + 1;
        return Math.max(ripe, Math.min(ripe + queue[LAG], queue[ARRIVAL] + catchUp));
    }

    /** Event time of the first. */
    long at(int device) {
        return queues[device][place(queues[device], 0)];
    }

    int channel(int device) {
        return (int) queues[device][place(queues[device], 0) + 1];
    }

    double value(int device) {
        return Double.longBitsToDouble(queues[device][place(queues[device], 0) + 2]);
    }

    void removeFirst(int device) {
        long[] queue = queues[device];
        queue[SIZE]--;
        queue[HEAD] = FIRST + WIDTH * (queue[HEAD] + 1) == queue.length ? 0 : queue[HEAD] + 1;
    }

    void forget(int device) {
        if (device < queues.length) {
            queues[device] = EMPTY;
        }
    }

    /** What a snapshot keeps of the device's queue. */
    long[] write(int device) {
        long[] queue = queues[device];
        int size = (int) queue[SIZE];
        long[] all = Arrays.copyOf(queue, FIRST + WIDTH * size);
        all[HEAD] = 0;
        for (int i = 0; i < size; i++) {
            System.arraycopy(queue, place(queue, i), all, FIRST + WIDTH * i, WIDTH);
        }
        return all;
    }

    /** Puts back what {@link #write} gave, the channels by the numbers they have now; those that are gone are skipped. */
    void read(int device, long[] all, int[] channels) {
        forget(device);
        for (int i = FIRST; i < all.length; i += WIDTH) {
            int channel = channels[(int) all[i + 1]];
            if (channel >= 0) {
                add(device, channel, all[i], Double.longBitsToDouble(all[i + 2]), 0);
            }
        }
        long[] queue = room(device);
        queue[NEWEST] = all[NEWEST];
        queue[LAG] = all[LAG];
        queue[ARRIVAL] = all[ARRIVAL];
    }

    private long[] room(int device) {
        if (device >= queues.length) {
            int known = queues.length;
            queues = Arrays.copyOf(queues, Math.max(64, Math.max(device + 1, 2 * known)));
            Arrays.fill(queues, known, queues.length, EMPTY);
        }
        long[] queue = queues[device];
        int size = (int) queue[SIZE];
        if (FIRST + WIDTH * size == queue.length) {
            long[] larger = Arrays.copyOf(write(device), FIRST + WIDTH * Math.max(4, 2 * size));
            queues[device] = larger;
            return larger;
        }
        return queue;
    }

    private static int place(long[] queue, int i) {
        int place = FIRST + WIDTH * ((int) queue[HEAD] + i);
        return place >= queue.length ? place - queue.length + FIRST : place;
    }
}
