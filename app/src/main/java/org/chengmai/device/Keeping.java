package org.chengmai.device;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chengmai.device.intake.AsideGate;
import org.chengmai.device.intake.Pump;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Returns;
import org.chengmai.device.store.AsideStore;
import org.chengmai.device.store.HealthStore;
import org.chengmai.device.store.LastStore;
import org.chengmai.device.store.Partitions;
import org.chengmai.device.store.SnapshotStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be kept in order beside the hot path, each by its own clock: last values written down, partitions made ahead,
 * closed hours indexed, counted and settled, overflow of what is aside counted, old things aside forgotten. Each may fail and is tried again.
 */
final class Keeping {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
    private static final long SAVE_SECONDS = 5;
    private static final long HOUR_SECONDS = 60;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS_AHEAD = 2;

    /** Saving may take one tenth of the time. */
    private static final int SHARE = 10;

    /** What one save writes down: who was heard, up to which arrival. */
    private static final class Harvest {
        final int[] devices;
        final long receivedMicros;

        Harvest(int[] devices, long receivedMicros) {
            this.devices = devices;
            this.receivedMicros = receivedMicros;
        }
    }

    private final Pump pump;
    private final LastValues last;
    private final LastStore lastStore;
    private final AsideGate gate;
    private final AsideStore aside;
    private final Partitions partitions;
    private final Settling settling;
    private final Returns returns;
    private final HealthStore health;
    private final SnapshotStore snapshots;
    private final InstantSource clock;
    private volatile @Nullable ScheduledExecutorService clockwork;
    private Harvest unsaved = new Harvest(new int[0], 0);

    Keeping(
            Pump pump,
            LastValues last,
            LastStore lastStore,
            AsideGate gate,
            AsideStore aside,
            Partitions partitions,
            Settling settling,
            Returns returns,
            HealthStore health,
            SnapshotStore snapshots,
            InstantSource clock) {
        this.pump = pump;
        this.last = last;
        this.lastStore = lastStore;
        this.gate = gate;
        this.aside = aside;
        this.partitions = partitions;
        this.settling = settling;
        this.returns = returns;
        this.health = health;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    void start() {
        ScheduledExecutorService started = Executors.newScheduledThreadPool(
                3, Thread.ofPlatform().name("device-keeping-", 0).daemon(true).factory());
        clockwork = started;
        saveAgainIn(SAVE_SECONDS * 1000);
        var hours = started.scheduleWithFixedDelay(
                () -> attempt("keep the hours of the log", this::keepHours), 5, HOUR_SECONDS, TimeUnit.SECONDS);
        java.util.Objects.requireNonNull(hours);
        started.execute(() -> attempt("open the settled files", settling::open));
        int pause = settling.pauseSeconds();
        var settle = started.scheduleWithFixedDelay(
                () -> attempt("settle old hours", settling::settle), pause, pause, TimeUnit.SECONDS);
        java.util.Objects.requireNonNull(settle);
    }

    private void saveAgainIn(long millis) {
        ScheduledExecutorService running = clockwork;
        if (running != null && !running.isShutdown()) {
            var next = running.schedule(this::saveAndGoOn, millis, TimeUnit.MILLISECONDS);
            java.util.Objects.requireNonNull(next);
        }
    }

    private void saveAndGoOn() {
        long started = System.nanoTime();
        attempt("save last values", this::save);
        attempt("count what overflowed", () -> aside.addOverflow(gate.takeOverflow()));
        attempt("write down who came back", () -> health.add(returns.take()));
        long tookMillis = (System.nanoTime() - started) / 1_000_000;
        saveAgainIn(Math.max(SAVE_SECONDS * 1000, tookMillis * SHARE));
    }

    private static void attempt(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("Expected to {}, but {}; it is tried again.", what, e.getMessage());
        }
    }

    private void save() {
        CompletableFuture<Harvest> harvest = new CompletableFuture<>();
        pump.run(() -> harvest.complete(harvest()));
        saveHarvest(harvest.orTimeout(30, TimeUnit.SECONDS).join());
    }

    private Harvest harvest() {
        return new Harvest(last.takeDirty(), pump.lastReceivedMicros());
    }

    /** Devices of a save that failed are saved with the next one. */
    private synchronized void saveHarvest(Harvest fresh) {
        int[] devices = java.util.stream.IntStream.concat(
                        java.util.Arrays.stream(unsaved.devices), java.util.Arrays.stream(fresh.devices))
                .distinct()
                .toArray();
        unsaved = new Harvest(devices, fresh.receivedMicros);
        if (devices.length > 0) {
            lastStore.save(last, devices, fresh.receivedMicros);
        }
        unsaved = new Harvest(new int[0], fresh.receivedMicros);
    }

    /** Saves once more, after the pump has ended. */
    void saveLast() {
        attempt("save last values", () -> saveHarvest(harvest()));
    }

    private void keepHours() {
        partitions.ahead(clock.millis() / HOUR_MILLIS, HOURS_AHEAD);
        long closed = settling.closedHour();
        for (long hour : partitions.unindexedBefore(closed)) {
            partitions.index(hour);
        }
        for (long hour : partitions.uncountedBefore(closed)) {
            partitions.count(hour);
        }
        aside.forgetOld();
        health.forgetOld();
        snapshots.forgetOld();
    }

    void stop() {
        ScheduledExecutorService ending = clockwork;
        if (ending != null) {
            ending.shutdownNow();
        }
    }
}
