package org.chengmai.cases.model;

import java.time.Instant;
import org.chengmai.cases.model.Fact.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Where a case stands: what all facts of its history come to.
 *
 * @param version step of the flow; notes, observations and the like leave it
 * @param length lines of the history
 * @param stars the reporter's rating; 0 while there is none
 */
public record CaseState(
        long id, int version, int length, Status status, Terms terms, Times times, Work work, int stars) {

    /** When what happened; the deadline belongs to the registration. */
    public record Times(
            Instant reportedAt,
            @Nullable Instant registeredAt,
            @Nullable Instant deadline,
            @Nullable Instant overdueAt,
            @Nullable Instant fedBackAt,
            @Nullable Instant closedAt) {

        /** The clock counts from the first registration, however often it is put right. */
        Times registered(Instant at, Instant newDeadline) {
            Instant first = registeredAt == null ? at : registeredAt;
            return new Times(reportedAt, first, newDeadline, overdueAt, fedBackAt, closedAt);
        }

        Times overdue(Instant at) {
            return new Times(reportedAt, registeredAt, deadline, at, fedBackAt, closedAt);
        }

        Times fedBack(Instant at) {
            return new Times(reportedAt, registeredAt, deadline, overdueAt, at, closedAt);
        }

        Times closed(Instant at) {
            return new Times(reportedAt, registeredAt, deadline, overdueAt, fedBackAt, at);
        }
    }

    /**
     * Who works on it.
     *
     * @param unit the unit that has it or had it last; null before the first and after one gave it back
     * @param handler account that fed back last; 0 before
     * @param givenBack how often since it was last unlocked
     */
    public record Work(
            @Nullable Task task,
            @Nullable String unit,
            long handler,
            int givenBack,
            @Nullable Outcome outcome) {

        static final Work NONE = new Work(null, null, 0, 0, null);

        Work given(String to, @Nullable Long account, Instant at) {
            return new Work(new Task(to, account, at, null, null), to, handler, givenBack, outcome);
        }

        Work going(Task on) {
            return new Work(on, on.unit(), handler, givenBack, outcome);
        }

        Work fedBack(Outcome what, long by) {
            return new Work(null, unit, by, givenBack, what);
        }

        Work returned() {
            return new Work(null, null, handler, givenBack + 1, outcome);
        }

        Work unlocked() {
            return new Work(task, unit, handler, 0, outcome);
        }
    }

    /** As people call it: {@code C-8123}. */
    public String number() {
        return "C-" + id;
    }

    static CaseState opened(long id, Terms terms, Instant at) {
        Times times = new Times(at, null, null, null, null, null);
        return new CaseState(id, 1, 1, Status.REPORTED, terms, times, Work.NONE, 0);
    }

    /** The next step of the flow. */
    CaseState step(Status next) {
        return new CaseState(id, version + 1, length + 1, next, terms, times, work, stars);
    }

    /** One more line of the history, no step. */
    CaseState line() {
        return new CaseState(id, version, length + 1, status, terms, times, work, stars);
    }

    CaseState terms(Terms now) {
        return new CaseState(id, version, length, status, now, times, work, stars);
    }

    CaseState times(Times now) {
        return new CaseState(id, version, length, status, terms, now, work, stars);
    }

    CaseState work(Work now) {
        return new CaseState(id, version, length, status, terms, times, now, stars);
    }

    CaseState stars(int given) {
        return new CaseState(id, version, length, status, terms, times, work, given);
    }
}
