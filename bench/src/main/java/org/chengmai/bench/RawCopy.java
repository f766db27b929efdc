package org.chengmai.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The bare database: bytes that are ready beforehand go by COPY into a table like an hour of the log, commit by commit. */
final class RawCopy implements AutoCloseable {

    private static final long EPOCH_MILLIS = 946_684_800_000L;
    private static final int ROW = 58;
    private static final String COLUMNS = "received, at, value, device, line, channel";
    private static final String BINARY = ") from stdin (format binary)";
    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection connection;
    private byte @Nullable [] ready;

    RawCopy(HikariDataSource database) throws SQLException {
        connection = DriverManager.getConnection(database.getJdbcUrl());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table device.raw_copy (received bigint not null, at timestamptz not null,"
                            + " value float8 not null, device int not null, line smallint not null, channel smallint not null)");
            statement.execute("create index on device.raw_copy using brin (received) with (pages_per_range = 32)");
        }
        connection.commit();
    }

    void write(ReadingBatch batch) throws SQLException {
        if (ready == null) {
            ready = rows(batch);
        }
        CopyIn in =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy device.raw_copy (" + COLUMNS + BINARY);
        in.writeToCopy(HEADER, 0, HEADER.length);
        in.writeToCopy(ready, 0, ready.length);
        in.writeToCopy(new byte[] {-1, -1}, 0, 2);
        in.endCopy();
        connection.commit();
    }

    /** Takes batches of any time of arrival into the log, in one transaction. */
    void fill(ReadingSource source) throws SQLException {
        CopyIn in =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy device.reading (" + COLUMNS + BINARY);
        in.writeToCopy(HEADER, 0, HEADER.length);
        source.give(batch -> {
            byte[] rows = rows(batch);
            in.writeToCopy(rows, 0, rows.length);
        });
        in.writeToCopy(new byte[] {-1, -1}, 0, 2);
        in.endCopy();
        connection.commit();
    }

    /** Somebody who has batches. */
    interface ReadingSource {
        void give(Days.BatchTaker taker) throws SQLException;
    }

    private static byte[] rows(ReadingBatch batch) {
        ByteBuffer to = ByteBuffer.allocate(batch.size() * ROW);
        for (int i = 0; i < batch.size(); i++) {
            to.putShort((short) 6);
            to.putInt(8).putLong(batch.receivedMillis() * 1000);
            to.putInt(8).putLong((batch.atMillis(i) - EPOCH_MILLIS) * 1000);
            to.putInt(8).putDouble(batch.value(i));
            to.putInt(4).putInt(batch.device(i));
            to.putInt(2).putShort((short) (i - 32_768));
            to.putInt(2).putShort((short) batch.channel(i));
        }
        return to.array();
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table device.raw_copy");
            connection.commit();
        } finally {
            connection.close();
        }
    }
}
