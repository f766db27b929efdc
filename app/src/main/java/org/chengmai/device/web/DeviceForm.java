package org.chengmai.device.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chengmai.area.Areas;
import org.chengmai.device.Device;
import org.chengmai.device.NewDevice;
import org.chengmai.kernel.PlainNumber;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** A device as the form has it: parameters a line each, {@code limitMinutes=5}. */
record DeviceForm(
        @Nullable String id,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String area,
        @Nullable String lon,
        @Nullable String lat,
        @Nullable String unit,
        @Nullable String parameters,
        @Nullable String enabled,
        @Nullable String simulated,
        @Nullable String gateway) {

    static DeviceForm of(Device d) {
        Point point = d.point();
        String[] ids = d.place().split("/");
        return new DeviceForm(
                d.id(),
                d.name(),
                d.kind(),
                ids[ids.length - 1],
                point == null ? "" : Double.toString(point.lon()),
                point == null ? "" : Double.toString(point.lat()),
                d.unit() == null ? "" : d.unit(),
                new TreeMap<>(d.parameters())
                        .entrySet().stream()
                                .map(e -> e.getKey() + "=" + PlainNumber.of(e.getValue()))
                                .collect(Collectors.joining("\n")),
                d.enabled() ? "true" : "",
                d.simulated() ? "true" : "",
                d.gateway());
    }

    DeviceForm withId(String other) {
        return new DeviceForm(other, name, kind, area, lon, lat, unit, parameters, enabled, simulated, gateway);
    }

    NewDevice device(Areas areas) {
        String code = given(id);
        return new NewDevice(
                code,
                given(name).isEmpty() ? code : given(name),
                given(kind),
                null,
                given(lon).isEmpty() || given(lat).isEmpty() ? null : new Point(number(lon), number(lat)),
                given(area).isEmpty() ? null : areas.get(given(area)).place(),
                values(),
                given(unit).isEmpty() ? null : given(unit),
                "true".equals(enabled),
                "true".equals(simulated),
                given(gateway).isEmpty() ? null : given(gateway));
    }

    private Map<String, Double> values() {
        Map<String, Double> values = new HashMap<>();
        given(parameters).lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(line -> {
            int sign = line.indexOf('=');
            if (sign < 0) {
                throw Refusal.badInput(
                        "device.parameter.line",
                        "Expected a parameter a line as name=number, but got '%s'.".formatted(line),
                        line);
            }
            values.put(line.substring(0, sign).strip(), number(line.substring(sign + 1)));
        });
        return values;
    }

    private static double number(@Nullable String text) {
        try {
            return Double.parseDouble(given(text));
        } catch (NumberFormatException e) {
            throw Refusal.badInput(
                    "device.number", "Expected a number, but got '%s'.".formatted(given(text)), given(text));
        }
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
