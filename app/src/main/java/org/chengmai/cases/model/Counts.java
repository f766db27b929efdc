package org.chengmai.cases.model;

import java.util.Map;

/**
 * How many cases there are within reach. "Today" begins at midnight in the city.
 *
 * @param open not closed, not void
 * @param overdue open and past the deadline
 * @param byStatus of the open ones, and of those closed or voided today
 * @param openByStreet by the id of the second level of the area tree
 * @param openBySource by source: {@code scene:B4}, {@code portal} …
 */
public record Counts(
        int open,
        int overdue,
        int reportedToday,
        int closedToday,
        Map<Status, Integer> byStatus,
        Map<String, Integer> openByStreet,
        Map<String, Integer> openByMatter,
        Map<String, Integer> openBySource) {

    public Counts {
        byStatus = Map.copyOf(byStatus);
        openByStreet = Map.copyOf(openByStreet);
        openByMatter = Map.copyOf(openByMatter);
        openBySource = Map.copyOf(openBySource);
    }
}
