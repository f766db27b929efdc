package org.chengmai.device.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chengmai.device.Device;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Devices in {@code device.device}, read once at start and written in blocks. */
@Repository
public class DeviceStore {

    private static final int BLOCK = 5_000;

    /** In the order in which a row is read; a name that is the id, and no parameters, are nothing. */
    private static final String ALL = """
            select no, id, nullif(name, id), kind, token, lon, lat, place,
                nullif(parameters::text, '{}'), unit, enabled, known, simulated, gateway
            from device.device order by no
            """;

    private static final TypeReference<Map<String, Double>> PARAMETERS = new TypeReference<>() {};

    private final JdbcTemplate database;
    private final JsonMapper json = JsonMapper.builder().build();

    DeviceStore(JdbcTemplate database) {
        this.database = database;
    }

    /** Gives every device, by number; a million take a few seconds. */
    public void all(Consumer<Device> to) {
        database.execute((Connection connection) -> {
            CopiedRow.read(connection, ALL, row -> to.accept(read(row)));
            return true;
        });
    }

    private Device read(CopiedRow row) {
        int no = row.integer();
        String id = row.text();
        String name = row.textOrNothing();
        String kind = row.text();
        String token = row.text();
        double lon = row.number();
        double lat = row.number();
        String place = row.text();
        String parameters = row.textOrNothing();
        return new Device(
                no,
                id,
                name == null ? id : name,
                kind,
                token,
                Double.isNaN(lon) || Double.isNaN(lat) ? null : new Point(lon, lat),
                place,
                parameters == null ? Map.of() : json.readValue(parameters, PARAMETERS),
                row.textOrNothing(),
                row.flag(),
                row.instant(),
                row.flag(),
                row.textOrNothing());
    }

    /** Writes devices, new or changed, in the transaction at hand. Id, number and {@code known} of old ones stay. */
    public void put(List<Device> devices) {
        for (int from = 0; from < devices.size(); from += BLOCK) {
            putBlock(devices.subList(from, Math.min(devices.size(), from + BLOCK)));
        }
    }

    private void putBlock(List<Device> devices) {
        database.update("""
                insert into device.device
                    (no, id, name, kind, token, lon, lat, place, parameters, unit, enabled, known, simulated, gateway)
                select * from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[],
                    ?::text[], ?::jsonb[], ?::text[], ?::boolean[], ?::timestamptz[], ?::boolean[], ?::text[])
                on conflict (no) do update set name = excluded.name, kind = excluded.kind, token = excluded.token,
                    lon = excluded.lon, lat = excluded.lat, place = excluded.place, parameters = excluded.parameters,
                    unit = excluded.unit, enabled = excluded.enabled, simulated = excluded.simulated,
                    gateway = excluded.gateway
                """, statement -> {
            set(statement, 1, "int4", devices, Device::no);
            set(statement, 2, "text", devices, Device::id);
            set(statement, 3, "text", devices, Device::name);
            set(statement, 4, "text", devices, Device::kind);
            set(statement, 5, "text", devices, Device::token);
            set(
                    statement,
                    6,
                    "float8",
                    devices,
                    d -> d.point() == null ? null : d.point().lon());
            set(
                    statement,
                    7,
                    "float8",
                    devices,
                    d -> d.point() == null ? null : d.point().lat());
            set(statement, 8, "text", devices, Device::place);
            set(statement, 9, "text", devices, d -> json.writeValueAsString(d.parameters()));
            set(statement, 10, "text", devices, Device::unit);
            set(statement, 11, "bool", devices, Device::enabled);
            set(statement, 12, "timestamptz", devices, d -> Timestamp.from(d.known()));
            set(statement, 13, "bool", devices, Device::simulated);
            set(statement, 14, "text", devices, Device::gateway);
        });
    }

    private interface Field {
        @Nullable
        Object of(Device device);
    }

    private static void set(PreparedStatement statement, int index, String type, List<Device> devices, Field field)
            throws SQLException {
        @Nullable Object[] column = new @Nullable Object[devices.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = field.of(devices.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, column));
    }
}
