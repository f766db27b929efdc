package org.chengmai.device;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.chengmai.device.intake.AsideGate;
import org.chengmai.device.intake.Pump;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Repeats;
import org.chengmai.device.model.Returns;
import org.chengmai.device.store.AsideStore;
import org.chengmai.device.store.HealthStore;
import org.chengmai.device.store.LastStore;
import org.chengmai.device.store.LogReader;
import org.chengmai.device.store.Partitions;
import org.chengmai.device.store.SnapshotStore;
import org.chengmai.stream.ReadingBatch;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/**
 * The door of the log of readings. The pump starts as a {@link SmartLifecycle} in phase {@link #PUMP_PHASE}, after followers
 * that catch up in an earlier phase, and before the doors for devices open.
 */
@Service
public class Readings implements SmartLifecycle {

    /** Lifecycle phase of the pump. */
    public static final int PUMP_PHASE = 1_000;

    private static final int HOURS_AHEAD = 2;

    /** Who was answered this long before the end has the answer. */
    private static final long ANSWERED_MICROS = 2_000_000;

    private final Pump pump;
    private final LogReader log;
    private final Partitions partitions;
    private final LastValues last;
    private final Repeats repeats;
    private final LastStore lastStore;
    private final Keeping keeping;
    private final Returns returns;
    private final InstantSource clock;
    private volatile boolean running;

    Readings(
            Pump pump,
            LogReader log,
            Partitions partitions,
            LastValues last,
            Repeats repeats,
            LastStore lastStore,
            AsideGate gate,
            AsideStore aside,
            Settling settling,
            HealthStore health,
            SnapshotStore snapshots,
            Returns returns,
            InstantSource clock) {
        this.pump = pump;
        this.log = log;
        this.partitions = partitions;
        this.last = last;
        this.repeats = repeats;
        this.lastStore = lastStore;
        this.keeping = new Keeping(
                pump, last, lastStore, gate, aside, partitions, settling, returns, health, snapshots, clock);
        this.returns = returns;
        this.clock = clock;
    }

    /** Adds a follower; before the pump starts. */
    public void follow(ReadingFollower follower) {
        pump.follow(follower);
    }

    /**
     * Reads the log again in commit order, whole batches as they were committed. For catching up before the pump starts.
     *
     * @param afterReceivedMicros batches that arrived later than this: {@code receivedMillis * 1000} of the last one known
     */
    public void replay(long afterReceivedMicros, Consumer<ReadingBatch> to) {
        log.replay(afterReceivedMicros, to);
    }

    /**
     * Reads what some devices sent between two moments of arrival, in commit order, whole batches as they were committed, save
     * for the readings of other devices. On the caller's thread; the batch is reused.
     *
     * @param fromReceivedMicros {@code receivedMillis * 1000}, inclusive
     * @param toReceivedMicros exclusive
     * @param device whether a device, by its number, is wanted
     */
    public void scan(long fromReceivedMicros, long toReceivedMicros, IntPredicate device, Consumer<ReadingBatch> to) {
        log.scan(fromReceivedMicros, toReceivedMicros, device, to);
    }

    /**
     * Has what was worked out from committed readings committed as readings of those devices, with whatever comes next; followers
     * are told of it as of any other. It is copied. On the pump thread, or before the pump starts.
     */
    public void keep(ReadingBatch derived) {
        pump.keep(derived);
    }

    /** Whether all that was given to {@link #keep} is committed. On the pump thread. */
    public boolean hasKept() {
        return pump.hasKept();
    }

    /** Runs something on the pump thread between two batches, soon. */
    public void onPump(Runnable task) {
        pump.run(task);
    }

    @Override
    public void start() {
        long[] newest = {lastStore.load(last)};
        log.replay(newest[0] - ANSWERED_MICROS, batch -> {
            last.accept(batch);
            repeats.remember(batch);
            newest[0] = batch.receivedMillis() * 1000;
        });
        last.tell(returns);
        partitions.ahead(clock.millis() / 3_600_000, HOURS_AHEAD);
        pump.start(newest[0]);
        keeping.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        keeping.stop();
        pump.stop();
        keeping.saveLast();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PUMP_PHASE;
    }
}
