package org.chengmai.detection;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.chengmai.area.AreasChanged;
import org.chengmai.detection.store.AlarmLog;
import org.chengmai.detection.store.Checkpoints;
import org.chengmai.detection.store.Checkpoints.Checkpoint;
import org.chengmai.detection.store.Packed;
import org.chengmai.device.Device;
import org.chengmai.device.ReadingFollower;
import org.chengmai.device.Readings;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The engine's life. At start it goes on from the checkpoint and reads the log after it again; then it follows every
 * committed batch on the pump thread and commits what the engine says before the pump goes on. Several times a minute it
 * stores the engine's state with its place in the log. So a crash at any moment loses no alarm and makes none twice: the log
 * alone decides what the engine says, and saying it again changes nothing.
 *
 * <p>All fields belong to the pump thread, before it starts to the thread that starts the application.
 */
@Component
class Detection implements ReadingFollower, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Detection.class);
    private static final long CHECKPOINT_MILLIS = 15_000;

    /** The state is written whole while readings and timers wait, so it rests so many times as long as that took. */
    private static final long REST = 500;

    private static final long LONGEST_REST_MILLIS = 300_000;

    /** It rests no longer when so many readings would have to be read again, which takes some seconds. */
    private static final long MOST_READ_AGAIN = 5_000_000;

    /** After this long without a look at the intake, devices may have spoken in vain. */
    private static final long DEAF_MILLIS = 5_000;

    /** How long they have then to say it again before the clock speaks against them. */
    private static final long GRACE_MILLIS = 30_000;

    private static final long AFTER_CHANGE_MILLIS = 1_000;

    /** The least it rests, whatever changes, as a multiple of what it took, and the most of that. */
    private static final long LEAST_REST = 20;

    private static final long MOST_LEAST_REST_MILLIS = 10_000;

    private static final long UPDATE_MILLIS = 1_000;

    private final Readings readings;
    private final EngineFeed feed;
    private final Scenes scenes;
    private final RuleLoad load;
    private final AlarmCommit alarms;
    private final AlarmLog log;
    private final Checkpoints checkpoints;
    private final UntilItWorks database;
    private final InstantSource clock;
    private final Transitions transitions;
    private final Engine engine;
    private final ExecutorService keeper = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("checkpoints").factory());
    private final AtomicBoolean keeping = new AtomicBoolean();
    private long receivedMicros;
    private long listenedMillis;
    private long keptMicros;
    private boolean changed;
    private long nextCheckpoint;
    private long earliestCheckpoint;
    private long toReadAgain;
    private long nextUpdate;
    private @Nullable Checkpoint taken;
    private volatile boolean live;

    Detection(
            Readings readings,
            EngineFeed feed,
            Scenes scenes,
            RuleLoad load,
            AlarmCommit alarms,
            Suppression suppression,
            AlarmLog log,
            Checkpoints checkpoints,
            UntilItWorks database,
            InstantSource clock) {
        this.readings = readings;
        this.feed = feed;
        this.scenes = scenes;
        this.load = load;
        this.alarms = alarms;
        this.log = log;
        this.checkpoints = checkpoints;
        this.database = database;
        this.clock = clock;
        this.transitions = new Transitions(feed::device, feed::parameters, suppression);
        this.engine = feed.engine(transitions);
    }

    @Override
    public int getPhase() {
        return Readings.PUMP_PHASE - 100;
    }

    @Override
    public void start() {
        scenes.load();
        RuleSet rules = scenes.rules();
        engine.install(rules.book());
        feed.expect(engine);
        follow(rules);
        recover();
        load.follow(engine::looking);
        readings.follow(this);
        live = true;
    }

    private void recover() {
        long began = clock.millis();
        Optional<Checkpoint> last = database.run(checkpoints::last);
        last.ifPresent(this::goOnFrom);
        readings.replay(receivedMicros, this::again);
        transitions.workedOut().endOfLog();
        transitions.workedOut().giveTo(readings::keep);
        int odd = database.run(() -> log.onlyActive(transitions.activeIds(), clock.instant()));
        LOG.info(
                "Detection goes on: {} rules, {} active alarms, {} put right, after {} ms.",
                scenes.rules().size(),
                transitions.activeCount(),
                odd,
                clock.millis() - began);
        listen(clock.millis());
    }

    /**
     * Notes that the intake is heard now. After a pause the engine must not take it for the devices' silence; the log says
     * nothing of pauses, so the state that knows of this one is stored before anything else happens.
     */
    private void listen(long now) {
        listenedMillis = now - listenedMillis > DEAF_MILLIS ? heardAgain(now) : now;
    }

    /** Gives the devices their grace; returns until when the intake has been listened to, the storing included. */
    private long heardAgain(long now) {
        long began = clock.millis();
        engine.resume(now, GRACE_MILLIS);
        keepNow();
        return now + clock.millis() - began;
    }

    private void goOnFrom(Checkpoint checkpoint) {
        try {
            engine.restore(checkpoint.state()::open);
            receivedMicros = checkpoint.receivedMicros();
            database.run(() -> log.known(checkpoint.active())).stream()
                    .filter(this::activeInEngine)
                    .forEach(transitions::remember);
        } catch (IllegalArgumentException e) {
            LOG.warn("The checkpoint cannot be read; reading the whole log of readings instead.", e);
        }
    }

    private boolean activeInEngine(AlarmLog.Known known) {
        Device device = feed.device(known.key().device());
        Integer rule = scenes.rules().index(known.key().scene(), known.key().rule(), feed.number(device));
        return rule != null && engine.active(device.no(), rule);
    }

    private void again(ReadingBatch batch) {
        engine.accept(batch);
        transitions.workedOut().readAgain(batch);
        alarms.commitAgain(transitions);
        receivedMicros = micros(batch);
    }

    private static long micros(ReadingBatch batch) {
        return batch.receivedMillis() * 1000;
    }

    @Override
    public void committed(ReadingBatch batch) {
        saveTaken();
        listen(batch.receivedMillis());
        engine.accept(batch);
        load.judged(batch.size());
        toReadAgain += batch.size();
        alarms.commit(transitions, batch.receivedMillis());
        transitions.workedOut().giveTo(readings::keep);
        receivedMicros = micros(batch);
        periodically(batch.receivedMillis());
    }

    @Override
    public void idle(long nowMillis) {
        saveTaken();
        listen(nowMillis);
        engine.advance(nowMillis);
        alarms.commit(transitions, 0);
        transitions.workedOut().giveTo(readings::keep);
        periodically(nowMillis);
    }

    @Override
    public void devicesChanged(List<Device> changed) {
        register(changed.stream());
        alarms.commit(transitions, 0);
        keepSoon();
    }

    private void register(Stream<Device> devices) {
        feed.tell(engine, devices, device -> device.known().toEpochMilli());
    }

    @EventListener
    void changed(ScenesChanged event) {
        if (live) {
            RuleSet rules = scenes.rules();
            readings.onPump(() -> {
                install(rules);
                keep();
            });
        }
    }

    /** Devices whose place the tree did not know may have neighbours now. */
    @EventListener
    void changed(AreasChanged event) {
        if (live) {
            readings.onPump(() -> {
                register(feed.all());
                alarms.commit(transitions, 0);
            });
        }
    }

    private void install(RuleSet rules) {
        engine.install(rules.book());
        follow(rules);
    }

    /** Goes by rules that the engine has, for every device that there is. */
    private void follow(RuleSet rules) {
        transitions.rules(rules);
        load.rules(rules);
        register(feed.all());
        alarms.commit(transitions, 0);
    }

    private void periodically(long now) {
        if (now >= nextUpdate) {
            nextUpdate = now + UPDATE_MILLIS;
            alarms.update(transitions.takeChanges());
        }
        boolean isDue = now >= nextCheckpoint || (toReadAgain > MOST_READ_AGAIN && now >= earliestCheckpoint);
        if (isDue && (changed || receivedMicros != keptMicros)) {
            keep();
        }
    }

    private void keepSoon() {
        changed = true;
        nextCheckpoint = Math.min(nextCheckpoint, Math.max(clock.millis() + AFTER_CHANGE_MILLIS, earliestCheckpoint));
    }

    /** Stores the state of now, written by another thread; left for later while the last one is still on its way. */
    private void keep() {
        if (!keeping.compareAndSet(false, true)) {
            keepSoon();
            return;
        }
        taken = takeCheckpoint();
        saveTaken();
    }

    /** A state that has worked something out is stored when the log has that: from it on, it would not be worked out again. */
    private void saveTaken() {
        Checkpoint checkpoint = taken;
        if (checkpoint != null && readings.hasKept()) {
            taken = null;
            keeper.execute(() -> {
                save(checkpoint);
                keeping.set(false);
            });
        }
    }

    /** Stores the state of now, behind whatever is still on its way, and waits for it. */
    private void keepNow() {
        Checkpoint checkpoint = takeCheckpoint();
        CompletableFuture.supplyAsync(() -> database.run(() -> stored(checkpoint)), keeper)
                .join();
    }

    private boolean stored(Checkpoint checkpoint) {
        checkpoints.save(checkpoint);
        return true;
    }

    /** The state of now, noted as the one that is stored last. */
    private Checkpoint takeCheckpoint() {
        long begun = clock.millis();
        Checkpoint checkpoint = checkpoint();
        long now = clock.millis();
        long took = Math.max(0, now - begun);
        nextCheckpoint = now + Math.clamp(REST * took, CHECKPOINT_MILLIS, LONGEST_REST_MILLIS);
        earliestCheckpoint = now + Math.min(LEAST_REST * took, MOST_LEAST_REST_MILLIS);
        toReadAgain = 0;
        keptMicros = receivedMicros;
        changed = false;
        return checkpoint;
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(receivedMicros, Packed.of(engine::snapshot), transitions.activeIds());
    }

    private void save(Checkpoint checkpoint) {
        try {
            checkpoints.save(checkpoint);
        } catch (DataAccessException | org.springframework.transaction.TransactionException e) {
            LOG.warn("The checkpoint is stored later: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        live = false;
        keeper.close();
        alarms.update(transitions.takeChanges());
        save(checkpoint());
    }

    @Override
    public boolean isRunning() {
        return live;
    }
}
