package org.chengmai.device;

import java.util.List;
import org.chengmai.stream.ReadingBatch;

/** Somebody who is told every committed reading. All calls come on the pump thread, one at a time. */
public interface ReadingFollower {

    /**
     * Readings that are committed, in commit order. The batch is reused: copy what must be kept. Arrival times grow strictly
     * from batch to batch; the log names the batch by {@code receivedMillis * 1000}.
     */
    void committed(ReadingBatch batch);

    /** Time has passed and no reading waits: at least every 20 ms when quiet. Never runs ahead of a reading on its way. */
    void idle(long nowMillis);

    /** Devices that are new or changed, told before any reading of theirs that came in afterwards. */
    void devicesChanged(List<Device> changed);
}
