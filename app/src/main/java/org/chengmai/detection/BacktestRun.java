package org.chengmai.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.chengmai.device.Device;
import org.chengmai.device.Readings;
import org.chengmai.kernel.Reach;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;

/** One run of a scene over stored readings: an engine of its own, told of the same city, that raises alarms for nobody. */
final class BacktestRun implements AlarmListener {

    /** An alarm of the run; the device by number. */
    static final class Raised {
        final int device;
        final int rule;
        final long atMillis;
        final double value;
        long clearedMillis = Long.MAX_VALUE;

        Raised(int device, int rule, long atMillis, double value) {
            this.device = device;
            this.rule = rule;
            this.atMillis = atMillis;
            this.value = value;
        }
    }

    final String id;
    final long account;
    final Scene scene;
    final Instant from;
    final Instant to;
    private final RuleSet rules;
    private final Reach reach;
    private final List<Raised> raised = new ArrayList<>();
    private final Map<Long, Raised> active = new HashMap<>();
    private final long createdNanos = System.nanoTime();
    private volatile Backtest.Status status = Backtest.Status.WAITING;
    private long judged;
    private volatile long readings;
    private volatile long reachedMillis;
    private volatile long endedNanos;
    private volatile boolean stopped;
    private volatile Backtest.@Nullable Result result;

    BacktestRun(String id, long account, Scene scene, RuleSet rules, Reach reach, Instant from, Instant to) {
        this.id = id;
        this.account = account;
        this.scene = scene;
        this.rules = rules;
        this.reach = reach;
        this.from = from;
        this.to = to;
        this.reachedMillis = from.toEpochMilli();
    }

    /** Reads and judges; on a thread that may take its time. */
    void work(Readings log, EngineFeed feed, BacktestComparison comparison) {
        status = Backtest.Status.RUNNING;
        try {
            Engine engine = feed.engine(this);
            engine.install(rules.book());
            BitSet watched = tell(engine, feed);
            log.scan(micros(from), micros(to), watched::get, batch -> judge(engine, batch));
            engine.advance(to.toEpochMilli());
            result = comparison.of(this, raised, watched.cardinality());
            status = Backtest.Status.DONE;
        } catch (CancellationException stop) {
            status = Backtest.Status.STOPPED;
        } finally {
            if (status == Backtest.Status.RUNNING) {
                status = Backtest.Status.FAILED;
            }
            endedNanos = System.nanoTime();
        }
    }

    private static long micros(Instant moment) {
        return moment.toEpochMilli() * 1000;
    }

    /** Tells the engine of every device that the scene watches, within reach; their numbers. */
    private BitSet tell(Engine engine, EngineFeed feed) {
        BitSet watched = new BitSet();
        feed.all().filter(this::watches).forEach(device -> watched.set(device.no()));
        feed.tell(
                engine,
                watched.stream().mapToObj(feed::device),
                device -> Math.max(device.known().toEpochMilli(), from.toEpochMilli()));
        return watched;
    }

    private boolean watches(Device device) {
        boolean ofKind =
                scene.kinds().contains(Scene.EVERY_KIND) || scene.kinds().contains(device.kind());
        return ofKind && reach.covers(device.place(), device.unit());
    }

    private void judge(Engine engine, ReadingBatch batch) {
        if (stopped) {
            throw new CancellationException();
        }
        engine.accept(batch);
        judged += batch.size();
        readings = judged;
        reachedMillis = batch.receivedMillis();
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        Raised one = new Raised(device, rule, atMillis, value);
        raised.add(one);
        active.put(key(device, rule), one);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // The trial asks when, not how far.
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        Raised one = active.remove(key(device, rule));
        if (one != null) {
            one.clearedMillis = atMillis;
        }
    }

    private static long key(int device, int rule) {
        return (long) device << 32 | rule;
    }

    RuleSet.Entry entry(int rule) {
        return rules.entry(rule);
    }

    Reach reach() {
        return reach;
    }

    boolean over() {
        return status != Backtest.Status.WAITING && status != Backtest.Status.RUNNING;
    }

    void stop() {
        stopped = true;
    }

    Backtest state() {
        long span = Math.max(1, to.toEpochMilli() - from.toEpochMilli());
        boolean over = over();
        int percent = status == Backtest.Status.DONE
                ? 100
                : Math.clamp(100 * (reachedMillis - from.toEpochMilli()) / span, 0, 99);
        Duration took = Duration.ofNanos((over ? endedNanos : System.nanoTime()) - createdNanos);
        return new Backtest(id, scene.id(), scene.name(), from, to, status, percent, readings, took, result);
    }
}
