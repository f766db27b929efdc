package org.chengmai.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.SettledFile;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads the log again in the order in which it was committed, wherever its hours are: in the database or settled. */
@Repository
public class LogReader {

    /** Up to one device in this many is wanted: the database leaves the others out, not this program. */
    private static final int FEW = 4;

    private static final int MOST_FEW = 100_000;

    private final DataSource database;
    private final Partitions partitions;
    private final SettledFiles files;
    private final SettledReader settled;
    private final Registry registry;

    LogReader(
            DataSource database, Partitions partitions, SettledFiles files, SettledReader settled, Registry registry) {
        this.database = database;
        this.partitions = partitions;
        this.files = files;
        this.settled = settled;
        this.registry = registry;
    }

    /** Gives every batch that arrived after {@code receivedMicros}; the batch is reused. */
    public void replay(long receivedMicros, Consumer<ReadingBatch> to) {
        scan(receivedMicros + 1, Long.MAX_VALUE, device -> true, to);
    }

    /**
     * Gives the readings of some devices that arrived between two moments, batch by batch; the batch is reused.
     *
     * @param from arrival, microseconds, inclusive
     * @param to arrival, microseconds, exclusive
     */
    public void scan(long from, long to, IntPredicate device, Consumer<ReadingBatch> taker) {
        int[] few = few(device);
        long next = Partitions.hourOf(Math.max(0, from));
        while (next < Long.MAX_VALUE && next <= Partitions.hourOf(to)) {
            long hour = next;
            next = files.steady(() -> scanOnePart(hour, from, to, few, device, taker));
        }
    }

    /** The wanted devices when they are few; empty when they are many, or unknown. */
    private int[] few(IntPredicate device) {
        int[] wanted = IntStream.range(0, registry.size()).filter(device).toArray();
        return wanted.length * FEW <= registry.size() && wanted.length <= MOST_FEW ? wanted : new int[0];
    }

    /** Scans the first part that goes on at {@code hour} or later; returns the hour where it ends. */
    private long scanOnePart(
            long hour, long from, long to, int[] few, IntPredicate device, Consumer<ReadingBatch> taker) {
        long begin = Math.max(from, hour * Partitions.HOUR_MICROS);
        @Nullable
        SettledFile file = files.list().stream()
                .filter(f -> f.endHour() > hour)
                .findFirst()
                .orElse(null);
        List<Long> hot = partitions.hours().stream().filter(h -> h >= hour).toList();
        if (file != null && (hot.isEmpty() || file.firstHour() <= hot.getFirst())) {
            if (file.firstHour() <= Partitions.hourOf(to)) {
                settled.scan(file, begin, to, few, device, taker);
            }
            return file.endHour();
        }
        if (hot.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (hot.getFirst() <= Partitions.hourOf(to)) {
            scan(hot.getFirst(), begin, to, few, device, taker);
        }
        return hot.getFirst() + 1;
    }

    private void scan(long hour, long from, long to, int[] few, IntPredicate device, Consumer<ReadingBatch> taker) {
        try (Connection connection = database.getConnection();
                Statement setting = connection.createStatement()) {
            setting.execute("set work_mem = '128MB'");
            Arrivals arrivals = new Arrivals(taker);
            try {
                CopyRows.read(
                        connection, """
                        select received, at, value, device, channel from %s
                        where received >= %d and received < %d%s order by received, line
                        """.formatted(Partitions.table(hour), from, to, among(few)), (reader, row) -> {
                            if (device.test(reader.device(row))) {
                                reader.read(row, arrivals.at(reader.received(row)));
                            }
                        });
                arrivals.give();
            } finally {
                setting.execute("reset work_mem");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read the log again, but " + e.getMessage(), e);
        }
    }

    private static String among(int[] devices) {
        return devices.length == 0 ? "" : " and device = any('{%s}')".formatted(SettledReader.numbers(devices));
    }
}
