package org.chengmai.device.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chengmai.device.ReadingPoint;
import org.chengmai.device.model.Summary;
import org.chengmai.kernel.Refusal;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Readings gathered into stretches of time for charts, from the log and from what has settled. */
@Repository
public class ChartStore {

    private static final int LIMIT_SECONDS = 8;
    private static final long HOUR_MILLIS = 3_600_000;

    /** A device's clock may run ahead of the city's by this much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final JdbcTemplate database;
    private final SettledFiles files;
    private final SettledReader settled;

    ChartStore(DataSource database, SettledFiles files, SettledReader settled) {
        this.database = new JdbcTemplate(database);
        this.database.setQueryTimeout(LIMIT_SECONDS);
        this.files = files;
        this.settled = settled;
    }

    /** One channel of one device in at most about {@code maxPoints} points; stretches of hours and more are whole hours. */
    public List<ReadingPoint> points(int device, int channel, Instant from, Instant to, int maxPoints) {
        long width = Math.max(1, Duration.between(from, to).toMillis() / Math.max(1, maxPoints));
        long first = from.toEpochMilli();
        long end = to.toEpochMilli();
        if (width >= HOUR_MILLIS) {
            width = (width + HOUR_MILLIS - 1) / HOUR_MILLIS * HOUR_MILLIS;
            first = first / HOUR_MILLIS * HOUR_MILLIS;
            end = (end + HOUR_MILLIS - 1) / HOUR_MILLIS * HOUR_MILLIS;
        }
        NavigableMap<Long, Summary> stretches = stretches(device, channel, first, end, width);
        return stretches.values().stream()
                .map(s -> new ReadingPoint(
                        Instant.ofEpochMilli(s.firstAtMillis()), s.mean(), s.low(), s.high(), s.first(), s.last()))
                .toList();
    }

    private NavigableMap<Long, Summary> stretches(int device, int channel, long first, long end, long width) {
        return within(() -> {
            NavigableMap<Long, Summary> stretches = new TreeMap<>();
            settled.stretches(device, channel, first, end, width, (at, s) -> stretches.merge(at, s, Summary::and));
            database.query(
                    """
                    select (extract(epoch from at) * 1000)::bigint as at, value from device.reading
                    where device = ? and channel = ? and at >= ? and at < ? and received >= ? order by received, line
                    """,
                    row -> {
                        long at = row.getLong("at");
                        double value = row.getDouble("value");
                        stretches.merge(
                                (at - first) / width,
                                new Summary(1, value, value, value, at, value, at, value),
                                Summary::and);
                    },
                    device,
                    channel,
                    new Timestamp(first),
                    new Timestamp(end),
                    (first - AHEAD.toMillis()) * 1000);
            return stretches;
        });
    }

    /**
     * One channel of many devices, hour by hour of their own time, in groups; hours without a reading are left out.
     *
     * @param group the group of each device, from 0
     */
    public List<NavigableMap<Long, Summary>> hours(
            int[] devices, int[] group, int groups, int channel, long fromHour, long toHour) {
        return within(() -> {
            List<NavigableMap<Long, Summary>> hours = Stream.generate(
                            () -> (NavigableMap<Long, Summary>) new TreeMap<Long, Summary>())
                    .limit(groups)
                    .toList();
            settled.hours(
                    devices,
                    group,
                    channel,
                    fromHour,
                    toHour,
                    (of, hour, s) -> hours.get(of).merge(hour, s, Summary::and));
            database.query(
                    """
                    with wanted as materialized (select * from unnest(?::int[], ?::int[]) as w (device, part)),
                    told as (
                        select part, hour, sum(n) as n, sum(total) as total, min(low) as low, max(high) as high
                        from device.hourly join wanted using (device)
                        where channel = ? and hour >= ? and hour < ? group by part, hour
                        union all
                        select part, floor(extract(epoch from at) / 3600)::bigint as hour,
                            count(*), sum(value), min(value), max(value)
                        from device.reading join wanted using (device)
                        where channel = ? and at >= ? and at < ? and received >= ? group by 1, 2)
                    select * from told
                    """,
                    row -> {
                        long hour = row.getLong("hour");
                        Summary told = new Summary(
                                row.getLong("n"),
                                row.getDouble("total"),
                                row.getDouble("low"),
                                row.getDouble("high"),
                                hour * HOUR_MILLIS,
                                0,
                                hour * HOUR_MILLIS,
                                0);
                        hours.get(row.getInt("part")).merge(hour, told, Summary::and);
                    },
                    devices,
                    group,
                    channel,
                    fromHour,
                    toHour,
                    channel,
                    new Timestamp(fromHour * HOUR_MILLIS),
                    new Timestamp(toHour * HOUR_MILLIS),
                    firstUncounted() * Partitions.HOUR_MICROS);
            return hours;
        });
    }

    /** The first hour of the log whose readings are not counted by the hour yet. */
    private long firstUncounted() {
        Long last = database.queryForObject("select max(received_hour) + 1 from device.hourly_done", Long.class);
        return last == null ? 0 : last;
    }

    private <T> T within(Supplier<T> question) {
        try {
            return files.steady(question);
        } catch (QueryTimeoutException e) {
            throw Refusal.busy(
                    "device.chart.slow",
                    "Expected the chart within %d seconds, but there are too many readings; ask for a shorter time."
                            .formatted(LIMIT_SECONDS),
                    LIMIT_SECONDS);
        }
    }
}
