package org.chengmai.cases.store;

import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/** What was said when a case was reported and stays as it was. */
public record CaseHead(
        long id,
        String code,
        String source,
        String sourceRef,
        String title,
        String words,
        String address,
        @Nullable Point point,
        @Nullable String deviceId) {}
