package org.chengmai.detection;

import org.jspecify.annotations.Nullable;

/**
 * Which alarms to list; null and empty ask for all.
 *
 * @param scene id
 * @param place prefix of a path in the area tree
 * @param deviceId code of one device
 */
public record AlarmFilter(
        @Nullable String scene, String place, @Nullable String deviceId, boolean activeOnly, Suppression suppression) {

    public static final AlarmFilter ACTIVE = new AlarmFilter(null, "", null, true, Suppression.EITHER);
    public static final AlarmFilter ALL = new AlarmFilter(null, "", null, false, Suppression.EITHER);

    /** Whether alarms are asked for that were kept from people for a while or to their end. */
    public enum Suppression {
        EITHER,
        WITHOUT,
        ONLY
    }

    /** Every alarm of one device. */
    public static AlarmFilter ofDevice(String deviceId) {
        return new AlarmFilter(null, "", deviceId, false, Suppression.EITHER);
    }
}
