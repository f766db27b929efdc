package org.chengmai.device;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chengmai.area.Areas;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;

/** Devices as CSV: the same columns in and out, a column {@code param.<name>} for each parameter. */
final class DeviceFile {

    static final String PARAMETER = "param.";
    static final List<String> MUST = List.of("id", "kind");
    private static final List<String> COLUMNS =
            List.of("id", "name", "kind", "area", "lon", "lat", "unit", "enabled", "token", "gateway");

    private DeviceFile() {}

    static NewDevice read(Table.Row row, Areas areas) {
        String id = row.must("id");
        String area = row.get("area");
        return new NewDevice(
                id,
                row.get("name").isEmpty() ? id : row.get("name"),
                row.must("kind"),
                row.get("token").isEmpty() ? null : row.get("token"),
                row.get("lon").isEmpty() ? null : point(row),
                area.isEmpty() ? null : placeOf(areas, area),
                DeviceRules.parameters(row),
                row.get("unit").isEmpty() ? null : row.get("unit"),
                !"false".equals(row.get("enabled")),
                false,
                row.get("gateway").isEmpty() ? null : row.get("gateway"));
    }

    private static Point point(Table.Row row) {
        return new Point(row.number("lon"), row.number("lat"));
    }

    private static String placeOf(Areas areas, String area) {
        return areas.find(area)
                .orElseThrow(() -> Refusal.badInput(
                        "device.area", "Expected the id of an area, but there is no '%s'.".formatted(area), area))
                .place();
    }

    static void write(List<Device> devices, Writer to) {
        SortedSet<String> parameters = new TreeSet<>();
        devices.forEach(d -> parameters.addAll(d.parameters().keySet()));
        List<String> heading = new ArrayList<>(COLUMNS);
        parameters.forEach(p -> heading.add(PARAMETER + p));
        try (CsvWriter csv = CsvWriter.builder().build(to)) {
            csv.writeRecord(heading);
            devices.forEach(d -> csv.writeRecord(line(d, parameters)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> line(Device d, SortedSet<String> parameters) {
        Point point = d.point();
        List<String> line = new ArrayList<>(List.of(
                d.id(),
                d.name(),
                d.kind(),
                lastOf(d.place()),
                point == null ? "" : Double.toString(point.lon()),
                point == null ? "" : Double.toString(point.lat()),
                orEmpty(d.unit()),
                Boolean.toString(d.enabled()),
                d.token(),
                orEmpty(d.gateway())));
        for (String name : parameters) {
            Double value = d.parameters().get(name);
            line.add(value == null ? "" : value.toString());
        }
        return line;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String lastOf(String place) {
        String[] ids = place.split("/");
        return ids[ids.length - 1];
    }
}
