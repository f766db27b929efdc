package org.chengmai.device.store;

import java.util.function.Consumer;
import org.chengmai.stream.ReadingBatch;

/** Puts readings that are read one by one together again into the batches in which they arrived; one batch, reused. */
final class Arrivals {

    private final Consumer<ReadingBatch> taker;
    private final ReadingBatch batch = new ReadingBatch();
    private long arrivalMicros = Long.MIN_VALUE;

    Arrivals(Consumer<ReadingBatch> taker) {
        this.taker = taker;
    }

    /** The batch of this arrival, to be added to; what arrived before is given away. */
    ReadingBatch at(long receivedMicros) {
        if (receivedMicros != arrivalMicros) {
            give();
            arrivalMicros = receivedMicros;
            batch.receivedMillis(receivedMicros / 1000);
        }
        return batch;
    }

    /** Gives away what is there. */
    void give() {
        if (batch.size() > 0) {
            taker.accept(batch);
            batch.clear();
        }
    }
}
