package org.chengmai.device.intake;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.chengmai.device.Device;
import org.chengmai.device.Hit;
import org.chengmai.device.ReadingFollower;
import org.chengmai.device.model.KeptAside;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Repeats;
import org.chengmai.device.store.LogWriter;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one thread that commits readings: takes what the inlets hold, writes it as one batch, commits, has it acknowledged,
 * then tells the followers. The order in the log is the order in which followers hear it.
 *
 * <p>When the database is gone it keeps the batch and tries again with growing pauses; nothing is acknowledged meanwhile, the
 * inlets fill up and stop reading. A batch whose commit got no answer is looked up by its arrival time before it is written
 * again, so that none is in the log twice.
 */
@Component
public final class Pump {

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int MOST_DERIVED = LogWriter.MOST_ROWS / 8;

    private final LogWriter log;
    private final LastValues last;
    private final Repeats repeats;
    private final InstantSource clock;
    private final IntakeFigures figures;
    private final List<Inlet> inlets = new CopyOnWriteArrayList<>();
    private final List<ReadingFollower> followers = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ReadingBatch batch = new ReadingBatch();
    private final ReadingBatch derived = new ReadingBatch();
    private int derivedTaken;
    private final List<Inlet> from = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<KeptAside> aside = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();
    private volatile @Nullable Thread thread;
    private volatile boolean running;
    private volatile boolean asleep;
    private volatile boolean databaseGone;
    private long lastMillis;
    private int firstInlet;

    Pump(LogWriter log, LastValues last, Repeats repeats, InstantSource clock, IntakeFigures figures) {
        this.log = log;
        this.last = last;
        this.repeats = repeats;
        this.clock = clock;
        this.figures = figures;
    }

    /** Adds a follower; before {@link #start}. */
    public void follow(ReadingFollower follower) {
        followers.add(follower);
    }

    /** Runs something between two batches, soon. */
    public void run(Runnable task) {
        tasks.add(task);
        wake();
    }

    /** Tells the followers of new and changed devices before any reading that comes in after this call. */
    public void devicesChanged(List<Device> changed) {
        run(() -> tell(f -> f.devicesChanged(changed)));
    }

    /** Has what was worked out from readings committed with the next batches. On the pump thread, or before it starts. */
    public void keep(ReadingBatch more) {
        for (int i = 0; i < more.size(); i++) {
            derived.add(more.device(i), more.channel(i), more.atMillis(i), more.value(i));
        }
    }

    /** Whether all that was given to {@link #keep} is committed. On the pump thread. */
    public boolean hasKept() {
        return derived.size() == 0;
    }

    void add(Inlet inlet) {
        inlets.add(inlet);
    }

    /** Whether the database does not answer just now. */
    public boolean databaseGone() {
        return databaseGone;
    }

    /** Arrival of the newest committed batch, microseconds. On the pump thread. */
    public long lastReceivedMicros() {
        return lastMillis * 1000;
    }

    /** @param afterMicros the newest arrival in the log: the next batch comes later, whatever the clock says */
    public void start(long afterMicros) {
        lastMillis = afterMicros / 1000;
        running = true;
        Thread started = Thread.ofPlatform().name("pump").unstarted(this::work);
        thread = started;
        started.start();
    }

    /** Commits what has come in and ends; gives up what cannot be committed within seconds, unacknowledged. */
    public void stop() {
        running = false;
        wake();
        Thread ending = thread;
        if (ending != null) {
            try {
                ending.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        log.close();
    }

    void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private void work() {
        while (running || take()) {
            try {
                if (!step()) {
                    sleep();
                }
            } catch (RuntimeException e) {
                if (!running) {
                    LOG.warn("The pump stops: {}", e.getMessage());
                    return;
                }
                LOG.error("The pump met a fault and goes on.", e);
            }
        }
    }

    /** One round; returns whether there was anything to do. */
    private boolean step() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        if (!take()) {
            long now = clock.millis();
            repeats.forget(now);
            tell(f -> f.idle(now));
            return false;
        }
        try {
            commit();
            deliver();
            if (batch.size() > 0) {
                last.accept(batch);
                tell(f -> f.committed(batch));
            }
        } finally {
            batch.clear();
        }
        return true;
    }

    private boolean take() {
        takeDerived();
        int n = inlets.size();
        for (int i = 0; i < n; i++) {
            Inlet inlet = inlets.get((firstInlet + i) % n);
            Parcel parcel = inlet.take(LogWriter.MOST_ROWS - batch.size());
            if (parcel != null) {
                from.add(inlet);
                parcels.add(parcel);
                parcel.copyTo(batch, repeats);
                aside.addAll(parcel.aside);
                hits.addAll(parcel.hits);
            }
        }
        firstInlet++;
        return !parcels.isEmpty() || batch.size() > 0;
    }

    /** Puts in what was worked out; of very much a part, so that there is room for a large parcel. */
    private void takeDerived() {
        int end = Math.min(derived.size(), derivedTaken + Math.max(0, MOST_DERIVED - batch.size()));
        while (derivedTaken < end) {
            batch.add(
                    derived.device(derivedTaken),
                    derived.channel(derivedTaken),
                    derived.atMillis(derivedTaken),
                    derived.value(derivedTaken));
            derivedTaken++;
        }
        if (derivedTaken == derived.size()) {
            derived.clear();
            derivedTaken = 0;
        }
    }

    private void commit() {
        if (batch.size() == 0 && aside.isEmpty() && hits.isEmpty()) {
            return;
        }
        lastMillis = Math.max(clock.millis(), lastMillis + 1);
        batch.receivedMillis(lastMillis);
        long pause = 0;
        boolean maybeThere = false;
        while (!attempt(maybeThere)) {
            maybeThere = true;
            pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, pause * 2));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            if (!running && pause == LONGEST_PAUSE_MILLIS) {
                throw new IllegalStateException("Expected to commit the last readings, but the database is gone.");
            }
        }
        figures.committed(batch.size());
    }

    private boolean attempt(boolean maybeThere) {
        try {
            if (!(maybeThere && batch.size() > 0 && log.has(lastReceivedMicros()))) {
                log.write(lastReceivedMicros(), batch, aside, hits);
            }
            if (databaseGone) {
                databaseGone = false;
                LOG.info("The database is back; the intake goes on.");
            }
            return true;
        } catch (SQLException e) {
            if (!databaseGone) {
                databaseGone = true;
                LOG.warn("The database does not take readings ({}); the intake waits.", e.getMessage());
            }
            return false;
        }
    }

    private void deliver() {
        try {
            for (int i = 0; i < parcels.size(); i++) {
                from.get(i).delivered(parcels.get(i));
            }
        } finally {
            from.clear();
            parcels.clear();
            aside.clear();
            hits.clear();
        }
    }

    /** A follower that fails, or asks for more memory than there is, keeps neither the others nor the pump from going on. */
    private void tell(Consumer<ReadingFollower> what) {
        for (ReadingFollower follower : followers) {
            try {
                what.accept(follower);
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error(
                        "A follower of the readings failed: {}",
                        follower.getClass().getName(),
                        e);
            }
        }
    }

    private void sleep() {
        asleep = true;
        try {
            if (running && tasks.isEmpty() && inlets.stream().allMatch(Inlet::isEmpty)) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        } finally {
            asleep = false;
        }
    }
}
