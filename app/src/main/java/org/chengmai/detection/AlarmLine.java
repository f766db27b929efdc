package org.chengmai.detection;

import java.time.Instant;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/**
 * One alarm as lists and maps show it.
 *
 * @param deviceId code of the device
 * @param scene id of the scene; {@code rule} the key within it
 * @param raisedAt event time: when the rule became true, by the device's clock
 * @param clearedAt null while the alarm is active
 * @param caseId the case that carries it, once reported
 * @param value of the latest reading that counted for the rule; null for an alarm of silence
 * @param lastAt event time of that reading; when it was raised where there is none
 * @param count moments with such a reading since it was raised, the first included
 * @param suppression null for an alarm that was never kept from people
 */
public record AlarmLine(
        long id,
        String deviceId,
        String scene,
        String rule,
        Bilingual title,
        Severity severity,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        @Nullable Long caseId,
        String place,
        @Nullable Point point,
        @Nullable Double value,
        @Nullable Double peak,
        Instant lastAt,
        long count,
        @Nullable Suppressed suppression) {

    /**
     * That and why an alarm was recorded without telling people.
     *
     * @param held whether it is kept from people still, or was until its end
     * @param window number of the maintenance window
     * @param under number of the alarm above it
     * @param broughtAt when people heard of it after all
     */
    public record Suppressed(
            boolean held,
            @Nullable Long window,
            @Nullable Long under,
            @Nullable Instant broughtAt) {}

    /** Whether people hear nothing of it. */
    public boolean held() {
        return suppression != null && suppression.held();
    }

    public boolean active() {
        return clearedAt == null;
    }
}
