package org.chengmai.cases.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a unit has in hand for a case; a case has one at most.
 *
 * @param account the person it was given to or who took it; null while anybody of the unit may take it
 */
public record Task(
        String unit,
        @Nullable Long account,
        Instant givenAt,
        @Nullable Instant takenAt,
        @Nullable Instant arrivedAt) {

    Task taken(long by, Instant at) {
        return new Task(unit, by, givenAt, at, arrivedAt);
    }

    Task arrived(Instant at) {
        return new Task(unit, account, givenAt, takenAt, at);
    }
}
