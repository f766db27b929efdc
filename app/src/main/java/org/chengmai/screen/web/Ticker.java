package org.chengmai.screen.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.chengmai.cases.CaseChanged;
import org.chengmai.cases.CaseReported;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Filter;
import org.chengmai.detection.AlarmLine;
import org.chengmai.detection.AlarmRaised;
import org.chengmai.detection.Alarms;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Reach;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The newest events of the city, in memory: what has happened since the start as it was told, and behind it the newest
 * reports and alarms from before. Titles are looked up by whoever reads, never by whoever tells. Safe for many threads.
 */
@Component
class Ticker {

    private static final int KEPT = 400;

    /**
     * Something that happened.
     *
     * @param kind {@code alarm}, or {@code case.} and the stored name of the kind of event
     * @param id number of the alarm or the case
     */
    record Happening(long seq, Instant at, String kind, long id, String place) {}

    private final Cases cases;
    private final Alarms alarms;
    private final InstantSource clock;
    private final Deque<Happening> newest = new ArrayDeque<>();
    private boolean filled;
    private long seq;

    Ticker(Cases cases, Alarms alarms, InstantSource clock) {
        this.cases = cases;
        this.alarms = alarms;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(CaseReported event) {
        add(clock.instant(), "case.reported", event.id(), event.place());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(CaseChanged event) {
        add(clock.instant(), "case." + event.event(), event.id(), event.place());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AlarmRaised event) {
        add(clock.instant(), "alarm", event.id(), event.place());
    }

    private synchronized void add(Instant at, String kind, long id, String place) {
        newest.addFirst(new Happening(++seq, at, kind, id, place));
        while (newest.size() > KEPT) {
            newest.removeLast();
        }
    }

    /** The newest within reach, newest first. */
    List<Happening> newest(Reach reach, int most) {
        fill();
        synchronized (this) {
            return newest.stream()
                    .filter(h -> reach.covers(h.place()))
                    .limit(most)
                    .toList();
        }
    }

    /** What happened before the start, once somebody looks. */
    private void fill() {
        synchronized (this) {
            if (filled) {
                return;
            }
            filled = true;
        }
        List<Happening> before = new ArrayList<>();
        for (CaseLine line : cases.list(Actor.CITY, Filter.ALL, null).cases()) {
            before.add(new Happening(-line.id(), line.reportedAt(), "case.reported", line.id(), line.place()));
        }
        for (AlarmLine line : alarms.newest(Reach.EVERYTHING, KEPT / 4)) {
            before.add(new Happening(-line.id(), line.raisedAt(), "alarm", line.id(), line.place()));
        }
        before.sort(Comparator.comparing(Happening::at).reversed());
        synchronized (this) {
            before.stream()
                    .filter(b -> newest.stream().noneMatch(n -> same(n, b)))
                    .forEach(newest::addLast);
        }
    }

    private static boolean same(Happening one, Happening other) {
        return one.id() == other.id() && one.kind().equals(other.kind());
    }
}
