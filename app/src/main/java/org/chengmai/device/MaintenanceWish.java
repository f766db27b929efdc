package org.chengmai.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A window as somebody asks for it.
 *
 * @param deviceId one device; null for every device of the place
 * @param kind one kind; null for every kind; without meaning where there is a device
 * @param place path in the area tree; without meaning where there is a device
 */
public record MaintenanceWish(
        @Nullable String deviceId,
        @Nullable String kind,
        @Nullable String place,
        Instant from,
        Instant until,
        String why) {}
