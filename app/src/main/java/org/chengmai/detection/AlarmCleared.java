package org.chengmai.detection;

import org.jspecify.annotations.Nullable;

/** An alarm was cleared and committed. {@code caseId} is null when it never became a case, or not yet. */
public record AlarmCleared(
        long id,
        String deviceId,
        String scene,
        String rule,
        String place,
        @Nullable Long caseId) {}
