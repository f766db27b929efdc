package org.chengmai.detection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.detection.store.AlarmLog;
import org.chengmai.detection.store.AlarmLog.Cleared;
import org.chengmai.detection.store.AlarmLog.Levelled;
import org.chengmai.detection.store.AlarmLog.Progress;
import org.chengmai.detection.store.AlarmLog.Raised;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings a batch's transitions into the database, in one transaction, before the pump goes on; then lets others know. */
@Component
class AlarmCommit {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmCommit.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final AlarmLog log;
    private final TransactionTemplate transactions;
    private final UntilItWorks database;
    private final AlarmNews news;
    private final CaseReporter reporter;
    private final InstantSource clock;
    private final Timer latency;
    private final Counter raisedCount;
    private final Counter clearedCount;

    AlarmCommit(
            AlarmLog log,
            TransactionTemplate transactions,
            UntilItWorks database,
            AlarmNews news,
            CaseReporter reporter,
            InstantSource clock,
            MeterRegistry meters) {
        this.log = log;
        this.transactions = transactions;
        this.database = database;
        this.news = news;
        this.reporter = reporter;
        this.clock = clock;
        this.latency = Timer.builder("chengmai.alarm.latency")
                .description("From the arrival of a reading to the commit of the alarm it raised")
                .publishPercentileHistogram()
                .publishPercentiles(0.5, 0.99, 0.999)
                .maximumExpectedValue(LONGEST)
                .register(meters);
        this.raisedCount = meters.counter("chengmai.alarm.raised");
        this.clearedCount = meters.counter("chengmai.alarm.cleared");
    }

    /**
     * Commits what has gathered, however long the database takes.
     *
     * @param receivedMillis when the readings arrived that brought it about; 0 when time did
     */
    void commit(Transitions transitions, long receivedMillis) {
        if (transitions.none()) {
            return;
        }
        List<Raised> toRaise = transitions.toRaise();
        List<Cleared> toClear = List.copyOf(transitions.toClear());
        List<Levelled> toLevel = List.copyOf(transitions.toLevel());
        long[] ids = store(transitions, toRaise, toClear, false);
        measure(toRaise.size(), toClear.size(), receivedMillis);
        reporter.wake();
        tell(ids, toRaise, toClear, toLevel);
    }

    /** Commits what the engine says again after a crash; nobody is told twice. */
    void commitAgain(Transitions transitions) {
        if (!transitions.none()) {
            store(transitions, transitions.toRaise(), List.copyOf(transitions.toClear()), true);
        }
    }

    private long[] store(Transitions transitions, List<Raised> toRaise, List<Cleared> toClear, boolean again) {
        long[] ids = database.run(() -> transactions.execute(t -> {
            log.level(transitions.toLevel());
            log.clear(toClear);
            return log.raise(toRaise, again);
        }));
        transitions.committed(ids);
        return ids;
    }

    private void measure(int raised, int cleared, long receivedMillis) {
        Duration taken = Duration.ofMillis(Math.max(0, clock.millis() - receivedMillis));
        for (int i = 0; i < raised && receivedMillis > 0; i++) {
            latency.record(taken);
        }
        raisedCount.increment(raised);
        clearedCount.increment(cleared);
    }

    private void tell(long[] ids, List<Raised> raised, List<Cleared> cleared, List<Levelled> levelled) {
        List<Long> nowActive = new ArrayList<>();
        List<Long> nowOver = new ArrayList<>(cleared.stream().map(Cleared::id).toList());
        for (int i = 0; i < ids.length; i++) {
            nowActive.add(ids[i]);
            if (raised.get(i).clearedMillis() != null) {
                nowOver.add(ids[i]);
            }
        }
        news.tell(nowActive, levelled.stream().map(Levelled::id).distinct().toList(), nowOver);
    }

    /** Writes what readings have come to; what does not go in now comes with the next reading. */
    void update(Map<Long, Progress> changes) {
        try {
            log.update(changes);
        } catch (DataAccessException e) {
            LOG.debug("Values of {} alarms are written later.", changes.size(), e);
        }
    }
}
