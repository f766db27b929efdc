package org.chengmai.cases.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/**
 * A case as the one who works on it sees it.
 *
 * @param code what the reporter follows it by, ten characters
 * @param version step of the flow; a command names the one it saw
 * @param reporter masked
 * @param unit the unit that has it or had it last
 * @param task what the unit has in hand; null when no unit has the case
 * @param remaining time left on the clock of the case, negative when overdue; null when the clock does not run
 * @param givenBack how often it was given back since it was last unlocked
 * @param photos their numbers, those of the report first
 */
public record CaseFile(
        long id,
        String code,
        int version,
        Status status,
        String source,
        String sourceRef,
        String matter,
        Bilingual matterName,
        boolean needsPhoto,
        Severity severity,
        boolean automatic,
        String title,
        String words,
        @Nullable Point point,
        String place,
        String address,
        @Nullable String deviceId,
        @Nullable Reporter reporter,
        @Nullable String unit,
        @Nullable Task task,
        Duration limit,
        ClockKind clock,
        Instant reportedAt,
        @Nullable Instant registeredAt,
        @Nullable Instant deadline,
        @Nullable Duration remaining,
        @Nullable Instant overdueAt,
        @Nullable Instant fedBackAt,
        @Nullable Instant closedAt,
        @Nullable Outcome outcome,
        int givenBack,
        int stars,
        List<Long> photos) {

    public CaseFile {
        photos = List.copyOf(photos);
    }

    /** As people call it: {@code C-8123}. */
    public String number() {
        return "C-" + id;
    }

    public boolean overdue() {
        return overdueAt != null;
    }
}
