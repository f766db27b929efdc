package org.chengmai.device.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hours of the log: {@code device.reading_2026030408} holds what was received in that hour, UTC. */
@Repository
public class Partitions {

    static final long HOUR_MICROS = 3_600_000_000L;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);
    private static final String PREFIX = "reading_";

    private final JdbcClient database;

    Partitions(JdbcClient database) {
        this.database = database;
    }

    /** Which hour a time of arrival lies in, counted from 1970. */
    static long hourOf(long receivedMicros) {
        return Math.floorDiv(receivedMicros, HOUR_MICROS);
    }

    /** The partition of an hour. */
    static String table(long hour) {
        return "device." + PREFIX + nameOf(hour);
    }

    /** The hour as names write it: {@code 2026030408}. */
    static String nameOf(long hour) {
        return NAME.format(Instant.ofEpochSecond(hour * 3600));
    }

    /** SQL that makes the partition of an hour where it is missing. */
    static String creating(long hour) {
        String table = table(hour);
        return """
                create table if not exists %s partition of device.reading for values from (%d) to (%d);
                create index if not exists %s_received on %s using brin (received) with (pages_per_range = 32);
                """.formatted(
                table, hour * HOUR_MICROS, (hour + 1) * HOUR_MICROS, table.substring("device.".length()), table);
    }

    /** Makes the partitions of an hour and the next ones. */
    public void ahead(long hour, int hours) {
        for (long h = hour; h <= hour + hours; h++) {
            database.sql(creating(h)).update();
        }
    }

    /** The hours of the log, oldest first. */
    public List<Long> hours() {
        return database.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'device.reading'::regclass order by c.relname
                        """).query(String.class).list().stream()
                .map(Partitions::hourOfName)
                .toList();
    }

    /** The hours of the log before {@code hour}, with about how many readings each. */
    public NavigableMap<Long, Long> closedBefore(long hour) {
        NavigableMap<Long, Long> closed = new TreeMap<>();
        database.sql("""
                select c.relname, c.reltuples::bigint as rows from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'device.reading'::regclass
                """).query(row -> {
            closed.put(hourOfName(row.getString("relname")), row.getLong("rows"));
        });
        return closed.headMap(hour, false);
    }

    private static long hourOfName(String name) {
        return java.time.LocalDateTime.parse(
                                name.substring(PREFIX.length()) + "00", DateTimeFormatter.ofPattern("yyyyMMddHHmm"))
                        .toEpochSecond(ZoneOffset.UTC)
                / 3600;
    }

    /** Hours before {@code hour} that have no index by device yet. */
    public List<Long> unindexedBefore(long hour) {
        List<String> indexed = database.sql("""
                        select tablename from pg_indexes where schemaname = 'device' and indexname like 'reading\\_%\\_device'
                        """).query(String.class).list();
        return hours().stream()
                .filter(h -> h < hour)
                .filter(h -> !indexed.contains(table(h).substring("device.".length())))
                .toList();
    }

    /** Gives a closed hour its index by device and time. */
    public void index(long hour) {
        String table = table(hour);
        database.sql("create index if not exists %s_device on %s (device, at)"
                        .formatted(table.substring("device.".length()), table))
                .update();
    }

    /** Hours before {@code hour} whose readings are not counted by the hour yet. */
    public List<Long> uncountedBefore(long hour) {
        List<Long> counted = database.sql("select received_hour from device.hourly_done")
                .query(Long.class)
                .list();
        return hours().stream().filter(h -> h < hour && !counted.contains(h)).toList();
    }

    /** Notes what the readings of a closed hour come to, by device, channel and hour of their own time. */
    public void count(long hour) {
        database.sql("""
                        with done as (insert into device.hourly_done values (:hour))
                        insert into device.hourly
                        select :hour, device, channel, floor(extract(epoch from at) / 3600)::bigint,
                            count(*), sum(value), min(value), max(value)
                        from %s group by 2, 3, 4
                        """.formatted(table(hour))).param("hour", hour).update();
    }
}
