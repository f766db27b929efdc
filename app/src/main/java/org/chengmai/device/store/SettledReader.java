package org.chengmai.device.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.model.Summary;
import org.chengmai.stream.ReadingBatch;
import org.duckdb.DuckDBConnection;
import org.springframework.stereotype.Repository;

/** Reads settled files: again in the order of the log, or gathered into stretches of time. Within {@link SettledFiles#steady}. */
@Repository
public class SettledReader {

    /** Takes what some readings of one stretch of time come to. */
    interface SummaryTaker {
        void take(long stretch, Summary summary);
    }

    /** Takes what some readings of one group and hour come to. */
    interface GroupTaker {
        void take(int group, long hour, Summary summary);
    }

    private static final long ROWS_A_SLICE = 6_000_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final ParquetEngine engine;
    private final SettledFiles files;

    SettledReader(ParquetEngine engine, SettledFiles files) {
        this.engine = engine;
        this.files = files;
    }

    /**
     * Gives the readings of one file in the order in which they arrived, slice by slice of the time of arrival.
     *
     * @param few the wanted devices when they are few; otherwise {@code device} alone decides
     */
    void scan(SettledFile file, long from, long to, int[] few, IntPredicate device, Consumer<ReadingBatch> taker) {
        long first = Math.max(Math.ceilDiv(from, 1000), file.firstHour() * HOUR_MILLIS);
        long end = Math.min(Math.ceilDiv(to, 1000), file.endHour() * HOUR_MILLIS);
        long slices = few.length > 0 ? 1 : 1 + file.rows() / ROWS_A_SLICE;
        long width = 1 + (file.endHour() - file.firstHour()) * HOUR_MILLIS / slices;
        query(duck -> {
            for (long slice = first; slice < end; slice += width) {
                slice(duck, file, slice, Math.min(end, slice + width), few, device, taker);
            }
        });
    }

    private void slice(
            Statement duck,
            SettledFile file,
            long fromMillis,
            long toMillis,
            int[] few,
            IntPredicate device,
            Consumer<ReadingBatch> taker)
            throws SQLException {
        Arrivals arrivals = new Arrivals(taker);
        try (ResultSet row = duck.executeQuery(
                """
                select at_ms + delay_ms as received, device, channel, at_ms, value from %s
                where at_ms + delay_ms >= %d and at_ms + delay_ms < %d%s order by received, line
                """.formatted(parquet(List.of(file), files::readings), fromMillis, toMillis, among(few)))) {
            while (row.next()) {
                int no = row.getInt(2);
                if (!device.test(no)) {
                    continue;
                }
                arrivals.at(row.getLong(1) * 1000).add(no, row.getShort(3), row.getLong(4), row.getDouble(5));
            }
        }
        arrivals.give();
    }

    /** One channel of one device, gathered into stretches of {@code widthMillis} that count from {@code fromMillis}. */
    void stretches(int device, int channel, long fromMillis, long toMillis, long widthMillis, SummaryTaker taker) {
        List<SettledFile> touched = touched(fromMillis, toMillis);
        if (touched.isEmpty()) {
            return;
        }
        boolean byHours =
                widthMillis % HOUR_MILLIS == 0 && fromMillis % HOUR_MILLIS == 0 && toMillis % HOUR_MILLIS == 0;
        String sql = byHours ? """
                  select (hour * 3600000 - %1$d) // %2$d as stretch, sum(n)::bigint, sum(total), min(low), max(high),
                    min(first_at_ms), arg_min(first, first_at_ms), max(last_at_ms), arg_max(last, last_at_ms)
                  from %3$s where device = %4$d and channel = %5$d and hour * 3600000 >= %1$d and hour * 3600000 < %6$d
                  group by stretch
                  """ : """
                  select (at_ms - %1$d) // %2$d as stretch, count(*), sum(value), min(value), max(value),
                    min(at_ms), arg_min(value, at_ms), max(at_ms), arg_max(value, at_ms)
                  from %3$s where device = %4$d and channel = %5$d and at_ms >= %1$d and at_ms < %6$d
                  group by stretch
                  """;
        take(
                sql.formatted(
                        fromMillis,
                        widthMillis,
                        parquet(touched, byHours ? files::hours : files::readings),
                        device,
                        channel,
                        toMillis),
                taker);
    }

    /** One channel of many devices, hour by hour: the stretch is the hour, counted from 1970; {@code group} is each device's. */
    void hours(int[] devices, int[] group, int channel, long fromHour, long toHour, GroupTaker taker) {
        List<SettledFile> touched = touched(fromHour * HOUR_MILLIS, toHour * HOUR_MILLIS);
        if (touched.isEmpty() || devices.length == 0) {
            return;
        }
        String sql = """
                select part, hour, sum(n)::bigint, sum(total), min(low), max(high)
                from %s join (select unnest([%s]) as device, unnest([%s]) as part) using (device)
                where channel = %d and hour >= %d and hour < %d group by part, hour
                """.formatted(
                        parquet(touched, files::hours), numbers(devices), numbers(group), channel, fromHour, toHour);
        query(duck -> {
            try (ResultSet row = duck.executeQuery(sql)) {
                while (row.next()) {
                    long hour = row.getLong(2);
                    taker.take(
                            row.getInt(1),
                            hour,
                            new Summary(
                                    row.getLong(3),
                                    row.getDouble(4),
                                    row.getDouble(5),
                                    row.getDouble(6),
                                    hour * HOUR_MILLIS,
                                    0,
                                    hour * HOUR_MILLIS,
                                    0));
                }
            }
        });
    }

    /** How many readings of these devices a file holds from before a moment. */
    public long countBefore(SettledFile file, int[] devices, long beforeMillis) {
        long[] n = {0};
        query(duck -> {
            try (ResultSet row = duck.executeQuery("select count(*) from %s where at_ms < %d and device in %s"
                    .formatted(parquet(List.of(file), files::readings), beforeMillis, listed(devices)))) {
                row.next();
                n[0] = row.getLong(1);
            }
        });
        return n[0];
    }

    List<SettledFile> touched(long fromMillis, long toMillis) {
        return files.list().stream()
                .filter(f -> f.touches(fromMillis, toMillis))
                .toList();
    }

    private void take(String sql, SummaryTaker taker) {
        query(duck -> {
            try (ResultSet row = duck.executeQuery(sql)) {
                while (row.next()) {
                    taker.take(
                            row.getLong(1),
                            new Summary(
                                    row.getLong(2),
                                    row.getDouble(3),
                                    row.getDouble(4),
                                    row.getDouble(5),
                                    row.getLong(6),
                                    row.getDouble(7),
                                    row.getLong(8),
                                    row.getDouble(9)));
                }
            }
        });
    }

    /** Something that is asked of the engine. */
    private interface Question {
        void ask(Statement duck) throws SQLException;
    }

    private void query(Question question) {
        try (DuckDBConnection connection = engine.connect(files.spill());
                Statement duck = connection.createStatement()) {
            question.ask(duck);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read the settled readings, but " + e.getMessage(), e);
        }
    }

    static String parquet(List<SettledFile> files, Function<SettledFile, Path> path) {
        return files.stream()
                .map(f -> "'" + ParquetEngine.quoted(path.apply(f)) + "'")
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    /** The condition that the device is one of these; none at all for no device. */
    static String among(int[] devices) {
        return devices.length == 0 ? "" : " and device in " + listed(devices);
    }

    /** These devices as DuckDB takes a long list best. */
    static String listed(int[] devices) {
        return "(select unnest([%s]))".formatted(numbers(devices));
    }

    /** Device numbers with commas between. */
    static String numbers(int[] devices) {
        return Arrays.stream(devices).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
