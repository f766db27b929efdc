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
 * @param gateway id of the gateway it speaks through; null when it speaks for itself
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
        boolean simulated,
        @Nullable String gateway) {

    public Device {
        parameters = Map.copyOf(parameters);
    }

    /** A device that speaks for itself. */
    public Device(
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
        this(no, id, name, kind, token, point, place, parameters, unit, enabled, known, simulated, null);
    }

    /** Whether it is a spot of another device, its gateway, see {@link Spots}. */
    public boolean isSpot() {
        return gateway != null && id.indexOf(Spots.MARK) > 0;
    }

    /** The device as one that may not connect. */
    Device switchedOff() {
        return new Device(no, id, name, kind, token, point, place, parameters, unit, false, known, simulated, gateway);
    }

    /** The device with another token. */
    Device withToken(String other) {
        return new Device(
                no, id, name, kind, other, point, place, parameters, unit, enabled, known, simulated, gateway);
    }

    /** The device with the strings that many devices have in common. */
    public Device sharing(String sameKind, String samePlace, @Nullable String sameGateway) {
        return new Device(
                no,
                id,
                name,
                sameKind,
                token,
                point,
                samePlace,
                parameters,
                unit,
                enabled,
                known,
                simulated,
                sameGateway);
    }

    /** Without the token, so that a log line can name it. */
    @Override
    public String toString() {
        return "device " + id;
    }
}
