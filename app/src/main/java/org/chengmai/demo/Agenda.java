package org.chengmai.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** What is to be done when: deeds in the order of their moments, those of one moment in the order they were noted. Safe for many threads. */
final class Agenda {

    private record Entry(Instant at, long seq, Runnable deed) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byMoment = at.compareTo(other.at);
            return byMoment != 0 ? byMoment : Long.compare(seq, other.seq);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long seq;

    synchronized void at(Instant moment, Runnable deed) {
        entries.add(new Entry(moment, seq++, deed));
    }

    /** Does what is due and returns how much that was. A deed may note new ones; they wait for the next call. */
    int doDue(Instant now) {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            while (!entries.isEmpty() && !entries.element().at().isAfter(now)) {
                due.add(entries.remove().deed());
            }
        }
        due.forEach(Runnable::run);
        return due.size();
    }
}
