package org.chengmai.cases.model;

import java.time.Instant;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/** A case as one line of a list or one mark on a map; the fields mean what they mean in {@link CaseFile}. */
public record CaseLine(
        long id,
        int version,
        Status status,
        String source,
        String matter,
        Bilingual matterName,
        Severity severity,
        String title,
        @Nullable Point point,
        String place,
        String address,
        @Nullable String unit,
        @Nullable Long account,
        Instant reportedAt,
        @Nullable Instant deadline,
        @Nullable Instant overdueAt,
        @Nullable Instant closedAt,
        boolean automatic) {

    /** As people call it: {@code C-8123}. */
    public String number() {
        return "C-" + id;
    }

    public boolean overdue() {
        return overdueAt != null;
    }
}
