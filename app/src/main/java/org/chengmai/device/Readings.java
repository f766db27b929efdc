package org.chengmai.device;

import java.util.function.Consumer;
import org.chengmai.stream.ReadingBatch;
import org.springframework.stereotype.Service;

/**
 * The door of the log of readings. The pump starts as a {@link org.springframework.context.SmartLifecycle} in phase
 * {@link #PUMP_PHASE}, after followers that catch up in an earlier phase, and before the doors for devices open.
 */
@Service
public class Readings {

    /** Lifecycle phase of the pump. */
    public static final int PUMP_PHASE = 1_000;

    /** Adds a follower; before the pump starts. */
    public void follow(ReadingFollower follower) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the log again in commit order, whole batches as they were committed. For catching up before the pump starts.
     *
     * @param afterReceivedMicros batches that arrived later than this: {@code receivedMillis * 1000} of the last one known
     */
    public void replay(long afterReceivedMicros, Consumer<ReadingBatch> to) {
        throw new UnsupportedOperationException();
    }

    /** Runs something on the pump thread between two batches, soon. */
    public void onPump(Runnable task) {
        throw new UnsupportedOperationException();
    }
}
