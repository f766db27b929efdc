package org.chengmai.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import javax.sql.DataSource;
import org.chengmai.stream.ReadingBatch;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.stereotype.Repository;

/** Reads the log again, whole batches in the order in which they were committed. */
@Repository
public class LogReader {

    private final DataSource database;
    private final Partitions partitions;

    LogReader(DataSource database, Partitions partitions) {
        this.database = database;
        this.partitions = partitions;
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
        long firstHour = Partitions.hourOf(Math.max(0, from));
        List<Long> hours = partitions.hours();
        try (Connection connection = database.getConnection();
                Statement setting = connection.createStatement()) {
            setting.execute("set work_mem = '128MB'");
            try {
                for (long hour : hours) {
                    if (hour >= firstHour && hour * Partitions.HOUR_MICROS < to) {
                        scan(connection, hour, from, to, device, taker);
                    }
                }
            } finally {
                setting.execute("reset work_mem");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read the log again, but " + e.getMessage(), e);
        }
    }

    private static void scan(
            Connection connection, long hour, long from, long to, IntPredicate device, Consumer<ReadingBatch> taker)
            throws SQLException {
        CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                        copy (select received, at, value, device, channel from %s
                              where received >= %d and received < %d
                              order by received, line) to stdout (format binary)
                        """.formatted(
                        Partitions.table(hour), from, to));
        try {
            take(out, device, taker);
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }

    private static void take(CopyOut out, IntPredicate device, Consumer<ReadingBatch> taker) throws SQLException {
        CopyRows.Reader reader = new CopyRows.Reader();
        ReadingBatch batch = new ReadingBatch();
        long received = Long.MIN_VALUE;
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            if (!reader.open(row) || !device.test(reader.device(row))) {
                continue;
            }
            if (reader.received(row) != received) {
                give(batch, taker);
                received = reader.received(row);
                batch.receivedMillis(received / 1000);
            }
            reader.read(row, batch);
        }
        give(batch, taker);
    }

    private static void give(ReadingBatch batch, Consumer<ReadingBatch> to) {
        if (batch.size() > 0) {
            to.accept(batch);
            batch.clear();
        }
    }
}
