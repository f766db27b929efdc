package org.chengmai.device;

import java.time.Instant;
import java.util.Map;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/**
 * One thing that sends readings.
 *
 * @param no dense number from 0, an array index, the same for ever
 * @param id code on the thing, unique
 * @param token secret it shows when it connects, unique
 * @param place path in the area tree
 * @param parameters its own values of rule parameters, such as {@code limitMinutes}
 * @param unit the responsible unit that owns it
 * @param enabled whether it may connect
 * @param known since when the city knows it
 * @param simulated whether it is made up
 */
public record Device(
        int no,
        String id,
        String name,
        String kind,
        String token,
        @Nullable Point point,
        String place,
        Map<String, Double> parameters,
        @Nullable String unit,
        boolean enabled,
        Instant known,
        boolean simulated) {

    public Device {
        parameters = Map.copyOf(parameters);
    }

    /** Without the token, so that a log line can name it. */
    @Override
    public String toString() {
        return "device " + id;
    }
}
