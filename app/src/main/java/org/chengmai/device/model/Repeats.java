package org.chengmai.device.model;

import java.util.Arrays;
import org.chengmai.stream.ReadingBatch;
import org.springframework.stereotype.Component;

/**
 * Tells readings that are in the log already and were sent once more, so that the log need not hold them twice: the newest of
 * a channel; and, for some minutes after a crash, those committed shortly before it, whose acknowledgement may have been lost.
 * Other repeated readings get into the log again; rules count them once all the same. Used by one thread at a time.
 */
@Component
public final class Repeats {

    /** As long as a sender may take to come back and send again, milliseconds. */
    private static final long PATIENCE = 600_000;

    private static final int FREE = -1;

    private final LastValues last;
    private int remembered;
    private long newestMillis;
    private long[] ids = new long[0];
    private long[] times = new long[0];
    private double[] values = new double[0];

    Repeats(LastValues last) {
        this.last = last;
    }

    /** Remembers what the log held at its end, before the pump starts. */
    public void remember(ReadingBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (2 * (remembered + 1) > ids.length) {
                grow();
            }
            put(id(batch.device(i), batch.channel(i)), batch.atMillis(i), batch.value(i));
        }
        newestMillis = batch.receivedMillis();
    }

    public boolean isRepeat(int device, int channel, long atMillis, double value) {
        long newest = last.at(device, channel);
        if (atMillis > newest) {
            return false;
        }
        return (atMillis == newest && value == last.value(device, channel))
                || (remembered > 0 && isRemembered(id(device, channel), atMillis, value));
    }

    /** Lets go of what no sender will repeat any more. */
    public void forget(long nowMillis) {
        if (remembered > 0 && nowMillis > newestMillis + PATIENCE) {
            remembered = 0;
            ids = new long[0];
            times = new long[0];
            values = new double[0];
        }
    }

    private boolean isRemembered(long id, long at, double value) {
        int place = placeOf(id, at, value);
        return ids[place] != FREE;
    }

    private void put(long id, long at, double value) {
        int place = placeOf(id, at, value);
        if (ids[place] == FREE) {
            ids[place] = id;
            times[place] = at;
            values[place] = value;
            remembered++;
        }
    }

    /** Where the reading lies, or the free place where it would. */
    private int placeOf(long id, long at, double value) {
        int mask = ids.length - 1;
        long mixed = (id * 0x9E3779B97F4A7C15L + at) * 0xC2B2AE3D27D4EB4FL;
        int place = (int) (mixed >>> 32) & mask;
        while (ids[place] != FREE && (ids[place] != id || times[place] != at || values[place] != value)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldIds = ids;
        long[] oldTimes = times;
        double[] oldValues = values;
        int room = Math.max(1024, 2 * oldIds.length);
        ids = new long[room];
        Arrays.fill(ids, FREE);
        times = new long[room];
        values = new double[room];
        remembered = 0;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != FREE) {
                put(oldIds[i], oldTimes[i], oldValues[i]);
            }
        }
    }

    private static long id(int device, int channel) {
        return (long) device << 16 | channel;
    }
}
