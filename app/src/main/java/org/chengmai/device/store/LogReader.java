package org.chengmai.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
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
        long firstHour = Partitions.hourOf(Math.max(0, receivedMicros));
        List<Long> hours = partitions.hours();
        try (Connection connection = database.getConnection();
                Statement setting = connection.createStatement()) {
            setting.execute("set work_mem = '128MB'");
            for (long hour : hours) {
                if (hour >= firstHour) {
                    replay(connection, hour, receivedMicros, to);
                }
            }
            setting.execute("reset work_mem");
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read the log again, but " + e.getMessage(), e);
        }
    }

    private static void replay(Connection connection, long hour, long after, Consumer<ReadingBatch> to)
            throws SQLException {
        CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                        copy (select received, at, value, device, channel from %s where received > %d
                              order by received, line) to stdout (format binary)
                        """.formatted(
                        Partitions.table(hour), after));
        CopyRows.Reader reader = new CopyRows.Reader();
        ReadingBatch batch = new ReadingBatch();
        long received = Long.MIN_VALUE;
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            if (!reader.open(row)) {
                continue;
            }
            if (reader.received(row) != received) {
                give(batch, to);
                received = reader.received(row);
                batch.receivedMillis(received / 1000);
            }
            reader.read(row, batch);
        }
        give(batch, to);
    }

    private static void give(ReadingBatch batch, Consumer<ReadingBatch> to) {
        if (batch.size() > 0) {
            to.accept(batch);
            batch.clear();
        }
    }
}
