package org.chengmai.detection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.chengmai.stream.ReadingBatch;

/**
 * What the engine has worked out by itself, on its way into the log of readings: where a lift's car is, how fast it goes. Used
 * by the pump thread alone, before it starts by the thread that starts the application.
 *
 * <p>It follows a batch later than what it was worked out from, so a crash may come between the two. While the log is read again,
 * whatever is worked out is missing until the log is seen to have it; what is missing at the end is given to it after all.
 */
final class WorkedOut {

    /** Nobody measures a lift more finely than to a thousandth of its units, and noise below would cost the most bytes. */
    private static final double GRAINS = 1_000;

    private record Key(int device, int channel, long atMillis) {}

    private final ReadingBatch fresh = new ReadingBatch();
    private final Map<Key, Double> missing = new LinkedHashMap<>();

    void add(int device, int channel, long atMillis, double value) {
        fresh.add(device, channel, atMillis, Math.rint(value * GRAINS) / GRAINS);
    }

    /** Gives away what was worked out since. */
    void giveTo(Consumer<ReadingBatch> log) {
        if (fresh.size() > 0) {
            log.accept(fresh);
            fresh.clear();
        }
    }

    /** The log is read again: the batch was in it, and from the batch came what was worked out since. */
    void readAgain(ReadingBatch batch) {
        for (int i = 0; i < batch.size() && !missing.isEmpty(); i++) {
            missing.remove(new Key(batch.device(i), batch.channel(i), batch.atMillis(i)));
        }
        for (int i = 0; i < fresh.size(); i++) {
            missing.put(new Key(fresh.device(i), fresh.channel(i), fresh.atMillis(i)), fresh.value(i));
        }
        fresh.clear();
    }

    /** The log is read to its end: what it has not counts as worked out just now. */
    void endOfLog() {
        missing.forEach((key, value) -> fresh.add(key.device, key.channel, key.atMillis, value));
        missing.clear();
    }
}
