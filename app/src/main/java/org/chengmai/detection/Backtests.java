package org.chengmai.detection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chengmai.audit.Audit;
import org.chengmai.detection.model.SceneText;
import org.chengmai.device.Readings;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * The door to trying a scene on history before it is trusted: its text runs over stored readings of the devices within the
 * actor's reach, one run at a time, beside the work of the day. Nothing of it is raised; the results are kept in memory for
 * whoever asked, until {@link #KEPT} newer ones have come.
 */
@Service
public class Backtests implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Backtests.class);
    private static final int KEPT = 20;
    private static final int MOST_WAITING = 5;
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Scenes scenes;
    private final Readings readings;
    private final EngineFeed feed;
    private final BacktestComparison comparison;
    private final Audit audit;
    private final InstantSource clock;
    private final Deque<BacktestRun> runs = new ArrayDeque<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("backtest").factory());

    Backtests(
            Scenes scenes,
            Readings readings,
            EngineFeed feed,
            BacktestComparison comparison,
            Audit audit,
            InstantSource clock) {
        this.scenes = scenes;
        this.readings = readings;
        this.feed = feed;
        this.comparison = comparison;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Starts a run; audited.
     *
     * @param text of the scene, saved or not; it must be right
     * @param from first moment of arrival; {@code to} the end, now at the latest
     * @return where the run stands; ask again with {@link #get}
     */
    public Backtest start(Actor actor, String text, Instant from, Instant to) {
        actor.needs(Act.MANAGE_SCENES);
        Instant end = to.isAfter(clock.instant()) ? clock.instant() : to;
        if (!from.isBefore(end) || Duration.between(from, end).compareTo(LONGEST) > 0) {
            throw Refusal.badInput(
                    "backtest.time",
                    "Expected a time between two moments of the past, at most %d days, but got %s to %s."
                            .formatted(LONGEST.toDays(), from, to),
                    LONGEST.toDays());
        }
        SceneText read = scenes.read(text);
        Scene scene = read.scene();
        if (scene == null) {
            throw Refusal.badInput(
                    "backtest.faults",
                    "Expected a scene without faults to try, but: %s"
                            .formatted(read.faults().getFirst()),
                    read.faults().getFirst().line());
        }
        String id = UUID.randomUUID().toString();
        BacktestRun run = new BacktestRun(
                id, actor.account(), scene, scenes.rulesOf(List.of(scene)), actor.reach(Act.MANAGE_SCENES), from, end);
        add(run);
        audit.record(actor, "scene.try", scene.id(), from + " – " + end);
        worker.execute(() -> work(run));
        return run.state();
    }

    private synchronized void add(BacktestRun run) {
        if (runs.stream().filter(r -> !r.over()).count() >= MOST_WAITING) {
            throw Refusal.busy(
                    "backtest.busy", "Expected to try a scene, but %d others are being tried.".formatted(MOST_WAITING));
        }
        runs.addLast(run);
        while (runs.size() > KEPT) {
            runs.removeFirst().stop();
        }
    }

    private void work(BacktestRun run) {
        try {
            run.work(readings, feed, comparison);
        } catch (RuntimeException e) {
            LOG.warn("Scene {} could not be tried on history.", run.scene.id(), e);
        }
    }

    /** Where a run of the actor's own stands; refuses as not found. */
    public Backtest get(Actor actor, String id) {
        return find(actor, id).state();
    }

    /** Ends a run of the actor's own early. */
    public Backtest stop(Actor actor, String id) {
        BacktestRun run = find(actor, id);
        run.stop();
        return run.state();
    }

    private synchronized BacktestRun find(Actor actor, String id) {
        actor.needs(Act.MANAGE_SCENES);
        return runs.stream()
                .filter(r -> r.id.equals(id) && r.account == actor.account())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "backtest.unknown", "Expected a trial '%s' of your own, but there is none.".formatted(id), id));
    }

    @Override
    public void destroy() {
        synchronized (this) {
            runs.forEach(BacktestRun::stop);
        }
        worker.shutdownNow();
    }
}
