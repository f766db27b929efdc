package org.chengmai.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody works on devices, so that what they say is no news to anybody.
 *
 * @param deviceId the one device that it is about; null for every device of the place
 * @param kind the one kind that it is about; null for every kind
 * @param place path in the area tree
 * @param until when it was meant to end
 * @param by name of whoever set it
 * @param endedAt when somebody ended it before its time
 */
public record MaintenanceWindow(
        long id,
        @Nullable String deviceId,
        @Nullable String kind,
        String place,
        Instant from,
        Instant until,
        String why,
        String by,
        @Nullable Instant endedAt) {

    /** When it is really over. */
    public Instant end() {
        return endedAt != null && endedAt.isBefore(until) ? endedAt : until;
    }

    /** Whether it runs at this moment; its first belongs to it, its last does not. */
    public boolean runs(Instant at) {
        return !at.isBefore(from) && at.isBefore(end());
    }

    /** Whether it is over at this moment. */
    public boolean over(Instant at) {
        return !at.isBefore(end());
    }

    /** Whether it is about this device. */
    public boolean isOf(Device device) {
        return deviceId != null
                ? deviceId.equals(device.id()) || (device.isSpot() && deviceId.equals(device.gateway()))
                : isOf(device.kind(), device.place());
    }

    /** Whether it is about all devices of this kind in this place. */
    boolean isOf(String deviceKind, String devicePlace) {
        return deviceId == null && devicePlace.startsWith(place) && (kind == null || kind.equals(deviceKind));
    }

    /** What it is about, as the audit names it. */
    String subject() {
        return deviceId != null ? deviceId : (kind == null ? "*" : kind) + "@" + place;
    }
}
