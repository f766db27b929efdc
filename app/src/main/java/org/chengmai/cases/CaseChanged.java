package org.chengmai.cases;

import org.jspecify.annotations.Nullable;

/**
 * Something happened to a case after its report.
 *
 * @param event stored name of the {@link org.chengmai.cases.model.EventKind}: {@code dispatched}, {@code overdue} …
 * @param unit the unit that has the case or had it last
 */
public record CaseChanged(
        long id, String event, String place, @Nullable String unit) {}
