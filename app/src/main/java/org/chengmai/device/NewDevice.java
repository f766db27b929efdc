package org.chengmai.device;

import java.util.Map;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/**
 * A device as somebody describes it.
 *
 * @param id unique code, 1–64 characters without white space, slash, plus or hash
 * @param token null to have one made
 * @param point WGS-84; where {@code place} is null it decides the place
 * @param place path in the area tree; null to take it from the point
 * @param gateway id of the gateway it speaks through; null when it speaks for itself
 */
public record NewDevice(
        String id,
        String name,
        String kind,
        @Nullable String token,
        @Nullable Point point,
        @Nullable String place,
        Map<String, Double> parameters,
        @Nullable String unit,
        boolean enabled,
        boolean simulated,
        @Nullable String gateway) {

    public NewDevice {
        parameters = Map.copyOf(parameters);
    }

    /** A device that speaks for itself. */
    public NewDevice(
            String id,
            String name,
            String kind,
            @Nullable String token,
            @Nullable Point point,
            @Nullable String place,
            Map<String, Double> parameters,
            @Nullable String unit,
            boolean enabled,
            boolean simulated) {
        this(id, name, kind, token, point, place, parameters, unit, enabled, simulated, null);
    }

    /** An enabled, real device with a token to be made and no parameters of its own. */
    public static NewDevice of(String id, String name, String kind, @Nullable Point point, @Nullable String place) {
        return new NewDevice(id, name, kind, null, point, place, Map.of(), null, true, false);
    }
}
