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
        @Nullable String scene, String place, @Nullable String deviceId, boolean activeOnly) {

    public static final AlarmFilter ACTIVE = new AlarmFilter(null, "", null, true);
    public static final AlarmFilter ALL = new AlarmFilter(null, "", null, false);

    /** Every alarm of one device. */
    public static AlarmFilter ofDevice(String deviceId) {
        return new AlarmFilter(null, "", deviceId, false);
    }
}
