package org.chengmai.cases.model;

import java.time.Duration;
import java.util.List;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/**
 * A trouble that somebody or something noticed.
 *
 * @param source who noticed: {@code scene:B4}, {@code portal}, {@code desk}, {@code import} …
 * @param sourceRef what it is called there; source and reference together make the case: the same again is the same case
 * @param matter code of a known {@link Matter}
 * @param place path in the area tree; empty takes the area that holds {@code point}
 * @param automatic whether the plan says to register and dispatch it without a human
 * @param photos at most 9
 * @param limit how long handling may take; null takes the matter's
 * @param clock which hours count; null takes the matter's
 */
public record Report(
        String source,
        String sourceRef,
        String matter,
        @Nullable Point point,
        String place,
        String address,
        String title,
        String words,
        Severity severity,
        boolean automatic,
        @Nullable String deviceId,
        @Nullable Reporter reporter,
        List<NewPhoto> photos,
        @Nullable Duration limit,
        @Nullable ClockKind clock) {

    public Report {
        photos = List.copyOf(photos);
    }
}
