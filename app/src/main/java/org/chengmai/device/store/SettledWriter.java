package org.chengmai.device.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.chengmai.device.model.SettledFile;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Writes hours of the log and files that there are into one new file, sorted by device, channel and event time; readings that
 * are the same in device, channel, time and value become one, the first to arrive. The columns: {@code device, channel,
 * at_ms} (event time, milliseconds since 1970), {@code delay_ms} (from there to the arrival), {@code line} (place within its
 * batch), {@code value}.
 */
@Repository
public class SettledWriter {

    private static final int HOURS_A_DAY = 24;

    private final DataSource database;
    private final ParquetEngine engine;
    private final SettledFiles files;

    SettledWriter(DataSource database, ParquetEngine engine, SettledFiles files) {
        this.database = database;
        this.engine = engine;
        this.files = files;
    }

    /** Opens the engine, which takes a while the first time. */
    public void open() {
        try {
            engine.connect(files.spill()).close();
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to open the engine of the files, but " + e.getMessage(), e);
        }
    }

    /** Writes the file and makes it last; it counts once it is noted. Null when there is not one reading. */
    public @Nullable SettledFile write(List<Long> hours, List<SettledFile> merged) {
        return write(hours, merged, new int[0]);
    }

    /** Writes a file anew without the readings of these devices; null when nothing is left. */
    public @Nullable SettledFile writeWithout(SettledFile file, int[] devices) {
        return write(List.of(), List.of(file), devices);
    }

    private @Nullable SettledFile write(List<Long> hours, List<SettledFile> merged, int[] without) {
        try {
            return gathered(hours, merged, without);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Expected to write a file of settled readings, but " + e.getMessage(), e);
        }
    }

    private @Nullable SettledFile gathered(List<Long> hours, List<SettledFile> merged, int[] without)
            throws SQLException, IOException {
        String gathered = ParquetEngine.scratch("gathered");
        try (DuckDBConnection duck = engine.connect(files.spill());
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "create table %s (device int, channel smallint, at_ms bigint, delay_ms bigint, line int, value double)"
                            .formatted(gathered));
            try {
                for (long hour : hours) {
                    gather(duck, gathered, hour);
                }
                if (!merged.isEmpty()) {
                    statement.execute("insert into %s select device, channel, at_ms, delay_ms, line, value from %s%s"
                            .formatted(gathered, SettledReader.parquet(merged, files::readings), except(without)));
                }
                return write(statement, gathered, hours, merged);
            } finally {
                statement.execute("drop table " + gathered);
            }
        }
    }

    private static String except(int[] devices) {
        return devices.length == 0 ? "" : " where device not in " + SettledReader.listed(devices);
    }

    private void gather(DuckDBConnection duck, String gathered, long hour) throws SQLException {
        try (Connection connection = database.getConnection();
                DuckDBAppender rows = duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, gathered)) {
            CopyRows.read(
                    connection,
                    "select received, at, value, device, channel, line from " + Partitions.table(hour),
                    (reader, row) -> append(reader, row, rows));
        }
    }

    private static void append(CopyRows.Reader reader, byte[] row, DuckDBAppender rows) throws SQLException {
        long at = reader.atMillis(row);
        rows.beginRow()
                .append(reader.device(row))
                .append(reader.channel(row))
                .append(at)
                .append(reader.received(row) / 1000 - at)
                .append(reader.line(row) + CopyRows.LINE_OFFSET)
                .append(reader.value(row))
                .endRow();
    }

    private @Nullable SettledFile write(
            Statement statement, String gathered, List<Long> hours, List<SettledFile> merged)
            throws SQLException, IOException {
        long firstHour = Math.min(
                hours.stream().mapToLong(h -> h).min().orElse(Long.MAX_VALUE),
                merged.stream().mapToLong(SettledFile::firstHour).min().orElse(Long.MAX_VALUE));
        long endHour = Math.max(
                hours.stream().mapToLong(h -> h + 1).max().orElse(0),
                merged.stream().mapToLong(SettledFile::endHour).max().orElse(0));
        String name = "%s-%s".formatted(nameOf(firstHour, endHour), gathered.substring(gathered.length() - 8));
        Path readings = files.unfinished(name);
        long written = statement.executeLargeUpdate(
                """
                copy (select device, channel, at_ms, delay_ms, line, value from (
                    select *, lag(device) over () as device_before, lag(channel) over () as channel_before,
                        lag(at_ms) over () as at_before, lag(value) over () as value_before
                    from (select * from %s order by device, channel, at_ms, value, delay_ms, line))
                  where device_before is null or device <> device_before or channel <> channel_before
                    or at_ms <> at_before or value <> value_before) to '%s' (%s)
                """.formatted(gathered, ParquetEngine.quoted(readings), ParquetEngine.FORMAT));
        if (written == 0) {
            Files.delete(readings);
            return null;
        }
        Path sums = files.unfinished(name + "-hours");
        statement.execute(
                """
                copy (select device, channel, at_ms // 3600000 as hour, count(*)::int as n, sum(value) as total,
                        min(value) as low, max(value) as high, min(at_ms) as first_at_ms,
                        arg_min(value, at_ms) as first, max(at_ms) as last_at_ms, arg_max(value, at_ms) as last
                    from read_parquet('%s') group by all order by device, channel, hour) to '%s' (%s)
                """.formatted(ParquetEngine.quoted(readings), ParquetEngine.quoted(sums), ParquetEngine.FORMAT));
        SettledFile file = checked(statement, readings, Files.size(sums), name, firstHour, endHour, written);
        files.finish(sums, files.hours(file));
        files.finish(readings, files.readings(file));
        return file;
    }

    /** What the file says when it is read again; refuses one that says something else than was written. */
    private static SettledFile checked(
            Statement statement,
            Path readings,
            long hoursBytes,
            String name,
            long firstHour,
            long endHour,
            long written)
            throws SQLException, IOException {
        try (ResultSet told =
                statement.executeQuery("select count(value), min(at_ms), max(at_ms) from read_parquet('%s')"
                        .formatted(ParquetEngine.quoted(readings)))) {
            told.next();
            if (told.getLong(1) != written) {
                throw new IOException(
                        "Expected %d readings in %s, but it has %d.".formatted(written, readings, told.getLong(1)));
            }
            long bytes = Files.size(readings) + hoursBytes;
            return new SettledFile(name, firstHour, endHour, written, bytes, told.getLong(2), told.getLong(3));
        }
    }

    private static String nameOf(long firstHour, long endHour) {
        String first = Partitions.nameOf(firstHour);
        boolean day = firstHour % HOURS_A_DAY == 0 && endHour == firstHour + HOURS_A_DAY;
        return day ? first.substring(0, first.length() - 2) : first + "-" + Partitions.nameOf(endHour);
    }
}
