package org.chengmai.device.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The newest value of every channel of every device, in flat arrays. Written by one thread at a time (start, then the pump),
 * read by any: a reader may see a reading a moment late, never a torn one.
 */
@Component
public final class LastValues {

    private static final int BYTES_A_CHANNEL = 16;

    /** Nobody counts as silent sooner. */
    private static final long A_WHILE_MILLIS = 60_000;

    /** Where a device's channels lie: from {@code base}, {@code width} of them; {@code seen} is 0 for never. */
    private static final class Layout {
        final int[] base;
        final int[] width;
        final long[] seen;

        Layout(int[] base, int[] width, long[] seen) {
            this.base = base;
            this.width = width;
            this.seen = seen;
        }
    }

    private static final class Cells {
        final long[] at;
        final double[] value;

        Cells(long[] at, double[] value) {
            this.at = at;
            this.value = value;
        }
    }

    private volatile Layout layout = new Layout(new int[1024], new int[1024], new long[1024]);
    private volatile Cells cells = new Cells(new long[4096], new double[4096]);
    private int used;
    private final DirtySet dirty = new DirtySet();
    private volatile @Nullable Returns returns;

    /** From now on, devices heard after a while are told. */
    public void tell(Returns returns) {
        this.returns = returns;
    }

    /** Takes committed readings in. Taking the same again changes nothing. */
    public void accept(ReadingBatch batch) {
        long received = batch.receivedMillis();
        for (int i = 0; i < batch.size(); i++) {
            accept(batch.device(i), batch.channel(i), batch.atMillis(i), batch.value(i), received);
        }
    }

    private void accept(int device, int channel, long at, double value, long received) {
        makeRoom(device, channel + 1);
        Layout where = layout;
        long before = where.seen[device];
        if (received > before) {
            where.seen[device] = received;
            Returns told = returns;
            if (received - before > A_WHILE_MILLIS && before != 0 && told != null) {
                told.heard(device, before, received);
            }
        }
        int cell = where.base[device] + channel;
        Cells all = cells;
        if (at >= all.at[cell]) {
            all.value[cell] = value;
            all.at[cell] = at;
        }
        dirty.add(device);
    }

    private void makeRoom(int device, int channels) {
        if (device >= layout.base.length) {
            int room = Math.max(device + 1, layout.base.length * 2);
            layout = new Layout(
                    Arrays.copyOf(layout.base, room),
                    Arrays.copyOf(layout.width, room),
                    Arrays.copyOf(layout.seen, room));
        }
        if (channels > layout.width[device]) {
            move(device, channels);
        }
    }

    /** Gives the device a wider row of cells at the end. */
    private void move(int device, int channels) {
        int room = Math.max(channels, 4);
        if (used + room > cells.at.length) {
            int length = Math.max(used + room, cells.at.length * 2);
            cells = new Cells(Arrays.copyOf(cells.at, length), Arrays.copyOf(cells.value, length));
        }
        int from = layout.base[device];
        int had = layout.width[device];
        System.arraycopy(cells.at, from, cells.at, used, had);
        System.arraycopy(cells.value, from, cells.value, used, had);
        layout.base[device] = used;
        layout.width[device] = room;
        used += room;
    }

    /** Event time of a channel's newest reading, milliseconds; 0 when there is none. */
    long at(int device, int channel) {
        Layout where = layout;
        return device < where.width.length && channel < where.width[device]
                ? cells.at[where.base[device] + channel]
                : 0;
    }

    /** Value of a channel's newest reading; one must be there. */
    double value(int device, int channel) {
        return cells.value[layout.base[device] + channel];
    }

    /** Value of a channel's newest reading; NaN where there is none. */
    public double newest(int device, int channel) {
        return at(device, channel) == 0 ? Double.NaN : value(device, channel);
    }

    /** The newest event time of any channel, milliseconds; 0 when there is none. */
    public long newestAt(int device) {
        Layout where = layout;
        Cells all = cells;
        long newest = 0;
        if (device >= where.width.length) {
            return 0;
        }
        for (int cell = where.base[device], end = cell + where.width[device]; cell < end; cell++) {
            newest = Math.max(newest, all.at[cell]);
        }
        return newest;
    }

    /** When the device was last heard, by the city's clock; 0 for never. */
    public long seen(int device) {
        Layout where = layout;
        return device < where.seen.length ? where.seen[device] : 0;
    }

    /** Copies the values of a device's first channels out; NaN where there is none. */
    public void copy(int device, double[] values, long[] atMillis) {
        Layout where = layout;
        Cells all = cells;
        Arrays.fill(values, Double.NaN);
        if (device >= where.width.length) {
            return;
        }
        int n = Math.min(values.length, where.width[device]);
        for (int i = 0; i < n; i++) {
            int cell = where.base[device] + i;
            atMillis[i] = all.at[cell];
            values[i] = all.at[cell] == 0 ? Double.NaN : all.value[cell];
        }
    }

    /** Devices heard since the last call; on the thread that writes. */
    public int[] takeDirty() {
        return dirty.take();
    }

    /** What is known of a device, to be kept: see {@code device.last}. */
    public byte[] pack(int device) {
        Layout where = layout;
        Cells all = cells;
        int width = device < where.width.length ? where.width[device] : 0;
        ByteBuffer packed = ByteBuffer.allocate(width * BYTES_A_CHANNEL);
        for (int i = 0; i < width; i++) {
            int cell = where.base[device] + i;
            packed.putLong(all.at[cell]).putDouble(all.value[cell]);
        }
        return packed.array();
    }

    /** Puts back what {@link #pack} gave. */
    public void unpack(int device, long seen, byte[] packed) {
        ByteBuffer from = ByteBuffer.wrap(packed);
        int width = packed.length / BYTES_A_CHANNEL;
        makeRoom(device, width);
        layout.seen[device] = seen;
        for (int i = 0; i < width; i++) {
            int cell = layout.base[device] + i;
            cells.at[cell] = from.getLong();
            cells.value[cell] = from.getDouble();
        }
    }
}
