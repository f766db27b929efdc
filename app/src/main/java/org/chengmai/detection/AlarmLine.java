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
 * @param count moments with such a reading since it was raised, the first included
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
        long count) {

    public boolean active() {
        return clearedAt == null;
    }
}
