package org.chengmai.dispatch.web;

import static org.chengmai.cases.model.Status.ACCEPTED;
import static org.chengmai.cases.model.Status.DISPATCHED;
import static org.chengmai.cases.model.Status.FED_BACK;
import static org.chengmai.cases.model.Status.HANDLING;
import static org.chengmai.cases.model.Status.REGISTERED;
import static org.chengmai.cases.model.Status.REPORTED;
import static org.chengmai.cases.model.Status.VERIFIED;

import java.util.Locale;
import java.util.Set;
import org.chengmai.cases.model.Counts;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Status;

/** The heaps of the desk's queue. */
enum Tab {
    NEW(Set.of(REPORTED, ACCEPTED, REGISTERED)),
    VERIFY(Set.of(FED_BACK, VERIFIED)),
    WAY(Set.of(DISPATCHED, HANDLING)),
    OVERDUE(Set.of()),
    ALL(Set.of());

    private static final int LINES = 80;

    private final Set<Status> statuses;

    Tab(Set<Status> statuses) {
        this.statuses = statuses;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Filter filter() {
        return switch (this) {
            case NEW, VERIFY, WAY ->
                Filter.ALL.status(statuses).order(Filter.Order.URGENT).size(LINES);
            case OVERDUE -> Filter.OPEN.overdue(true).order(Filter.Order.URGENT).size(LINES);
            case ALL -> Filter.ALL.size(LINES);
        };
    }

    int count(Counts counts) {
        return switch (this) {
            case NEW, VERIFY, WAY ->
                statuses.stream()
                        .mapToInt(s -> counts.byStatus().getOrDefault(s, 0))
                        .sum();
            case OVERDUE -> counts.overdue();
            case ALL -> counts.open();
        };
    }

    static Tab of(String key) {
        for (Tab tab : values()) {
            if (tab.key().equals(key)) {
                return tab;
            }
        }
        return NEW;
    }
}
