package org.chengmai.cases.model;

import java.time.Instant;
import java.util.List;
import org.chengmai.kernel.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * A case as its reporter sees it by the code: no names, no inner words.
 *
 * @param answer what the unit said came of it, once it is closed
 * @param stars the reporter's rating; 0 while there is none
 * @param photos numbers of the photos that the reporter sent, and of the result once it is closed
 */
public record PublicView(
        String code,
        String number,
        String title,
        String words,
        String address,
        Bilingual matterName,
        Status status,
        @Nullable Outcome outcome,
        String answer,
        int stars,
        Instant reportedAt,
        List<Step> steps,
        List<Long> photos) {

    /**
     * What happened when.
     *
     * @param words the reason, where the case came back to the reporter; else empty
     */
    public record Step(Instant at, EventKind kind, String words) {}

    public PublicView {
        steps = List.copyOf(steps);
        photos = List.copyOf(photos);
    }
}
