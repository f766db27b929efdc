package org.chengmai.device.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chengmai.device.Hit;
import org.chengmai.device.model.KeptAside;
import org.chengmai.device.model.Repeats;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;

/** Messages on their way from an inlet to the pump and back: readings as columns, and who waits for them. Reused. */
final class Parcel {

    final List<KeptAside> aside = new ArrayList<>();
    final List<Hit> hits = new ArrayList<>();
    int messages;
    private int rows;
    private int[] devices = new int[1024];
    private int[] channels = new int[1024];
    private long[] times = new long[1024];
    private double[] values = new double[1024];
    private int waiting;
    private @Nullable Sender[] senders = new Sender[256];
    private int[] tickets = new int[256];

    int rows() {
        return rows;
    }

    int waiting() {
        return waiting;
    }

    boolean isEmpty() {
        return messages == 0;
    }

    void add(Message message) {
        int n = message.size;
        if (rows + n > devices.length) {
            grow(rows + n);
        }
        System.arraycopy(message.devices, 0, devices, rows, n);
        System.arraycopy(message.channels, 0, channels, rows, n);
        System.arraycopy(message.times, 0, times, rows, n);
        System.arraycopy(message.values, 0, values, rows, n);
        rows += n;
        messages++;
        if (!message.aside.isEmpty()) {
            aside.addAll(message.aside);
        }
        if (!message.hits.isEmpty()) {
            hits.addAll(message.hits);
        }
    }

    void add(Sender sender, int ticket) {
        if (waiting == tickets.length) {
            senders = Arrays.copyOf(senders, waiting * 2);
            tickets = Arrays.copyOf(tickets, waiting * 2);
        }
        senders[waiting] = sender;
        tickets[waiting] = ticket;
        waiting++;
    }

    /** Appends the readings to the batch, except those that are in the log already. */
    void copyTo(ReadingBatch batch, Repeats repeats) {
        for (int i = 0; i < rows; i++) {
            if (!repeats.isRepeat(devices[i], channels[i], times[i], values[i])) {
                batch.add(devices[i], channels[i], times[i], values[i]);
            }
        }
    }

    /** Tells everybody who waits that it is committed, and forgets them. */
    void acknowledge() {
        for (int i = 0; i < waiting; i++) {
            Sender sender = senders[i];
            if (sender != null) {
                sender.committed(tickets[i]);
            }
        }
        for (int i = 0; i < waiting; i++) {
            Sender sender = senders[i];
            if (sender != null) {
                sender.flush();
            }
        }
        clear();
    }

    private void clear() {
        Arrays.fill(senders, 0, waiting, null);
        waiting = 0;
        rows = 0;
        messages = 0;
        aside.clear();
        hits.clear();
    }

    private void grow(int least) {
        int room = Math.max(least, devices.length * 2);
        devices = Arrays.copyOf(devices, room);
        channels = Arrays.copyOf(channels, room);
        times = Arrays.copyOf(times, room);
        values = Arrays.copyOf(values, room);
    }
}
