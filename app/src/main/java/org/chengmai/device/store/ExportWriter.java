package org.chengmai.device.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.chengmai.device.Channel;
import org.chengmai.device.Device;
import org.chengmai.device.Kind;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.SettledFile;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.springframework.stereotype.Repository;

/** Writes readings of some devices, from the log and from what has settled, into one file for people: names, not numbers. */
@Repository
public class ExportWriter {

    private static final String CSV_TIME = "strftime(epoch_ms(at_ms + 28800000), '%Y-%m-%dT%H:%M:%S.%g+08:00')";

    private final DataSource database;
    private final ParquetEngine engine;
    private final SettledFiles files;
    private final SettledReader settled;
    private final Registry registry;

    ExportWriter(
            DataSource database, ParquetEngine engine, SettledFiles files, SettledReader settled, Registry registry) {
        this.database = database;
        this.engine = engine;
        this.files = files;
        this.settled = settled;
        this.registry = registry;
    }

    /**
     * Writes the file; whoever asked for it removes it. Columns: {@code device, kind, channel, at, value, unit}, sorted by
     * device, channel and time; {@code at} is the city's time with its offset in CSV, UTC in Parquet.
     */
    public Path write(List<Device> devices, long fromMillis, long toMillis, boolean parquet) {
        return files.steady(() -> {
            String table = ParquetEngine.scratch("export");
            try (DuckDBConnection duck = engine.connect(files.spill());
                    Statement statement = duck.createStatement()) {
                Path file = Files.createDirectories(files.exports()).resolve(table + (parquet ? ".parquet" : ".csv"));
                try {
                    names(duck, statement, table + "_names", devices);
                    int[] nos = devices.stream().mapToInt(Device::no).toArray();
                    hot(duck, statement, table + "_hot", nos, fromMillis, toMillis);
                    statement.execute(sql(table, file, nos, fromMillis, toMillis, parquet));
                } finally {
                    statement.execute("drop table if exists %s_names".formatted(table));
                    statement.execute("drop table if exists %s_hot".formatted(table));
                }
                return file;
            } catch (SQLException e) {
                throw new IllegalStateException("Expected to write readings into a file, but " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void names(DuckDBConnection duck, Statement statement, String table, List<Device> devices)
            throws SQLException {
        statement.execute(
                "create table %s (device int, channel smallint, id varchar, kind varchar, name varchar, unit varchar)"
                        .formatted(table));
        try (DuckDBAppender rows = duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            for (Device device : devices) {
                Kind kind = registry.words(device.kind()).kind();
                for (Channel channel : kind.channels()) {
                    rows.beginRow()
                            .append(device.no())
                            .append((short) channel.index())
                            .append(device.id())
                            .append(kind.id())
                            .append(channel.name())
                            .append(channel.unit())
                            .endRow();
                }
            }
        }
    }

    private void hot(DuckDBConnection duck, Statement statement, String table, int[] devices, long from, long to)
            throws SQLException {
        statement.execute(
                "create table %s (device int, channel smallint, at_ms bigint, value double)".formatted(table));
        try (Connection connection = database.getConnection();
                DuckDBAppender rows = duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            CopyRows.read(
                    connection,
                    """
                    select received, at, value, device, channel from device.reading
                    where device = any('{%s}') and at >= to_timestamp(%d / 1000.0) and at < to_timestamp(%d / 1000.0)
                    """.formatted(SettledReader.numbers(devices), from, to),
                    (reader, row) -> rows.beginRow()
                            .append(reader.device(row))
                            .append(reader.channel(row))
                            .append(reader.atMillis(row))
                            .append(reader.value(row))
                            .endRow());
        }
    }

    private String sql(String table, Path file, int[] devices, long from, long to, boolean parquet) {
        List<SettledFile> touched = settled.touched(from, to);
        String old = touched.isEmpty()
                ? ""
                : "union all select device, channel, at_ms, value from %s where at_ms >= %d and at_ms < %d%s"
                        .formatted(
                                SettledReader.parquet(touched, files::readings),
                                from,
                                to,
                                SettledReader.among(devices));
        return """
                copy (select id as device, kind, name as channel, %s as "at", value, nullif(unit, '') as unit
                    from (select device, channel, at_ms, value from %s_hot %s) join %s_names using (device, channel)
                    order by id, name, at_ms) to '%s' (%s)
                """.formatted(
                        parquet ? "epoch_ms(at_ms)" : CSV_TIME,
                        table,
                        old,
                        table,
                        ParquetEngine.quoted(file),
                        parquet ? ParquetEngine.FORMAT : "format csv, header");
    }
}
