package org.chengmai.device.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.chengmai.stream.ReadingBatch;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * Readings as PostgreSQL's binary COPY wants them (columns received, at, value, device, line, channel; all integers
 * big-endian, times in microseconds since 2000), written from the columns of a batch into one reused buffer. For one thread.
 */
final class CopyRows {

    static final String COLUMNS = "received, at, value, device, line, channel";
    static final int LINE_OFFSET = 32_768;

    /** PostgreSQL counts from 2000-01-01, UTC. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ROW = 2 + 3 * (4 + 8) + (4 + 4) + 2 * (4 + 2);
    private static final int ROWS_A_BLOCK = 1_000;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] block = new byte[ROW * ROWS_A_BLOCK];

    CopyRows() {
        for (int row = 0; row < block.length; row += ROW) {
            layOut(row);
        }
    }

    /** What is the same in every row: the number of fields and the length of each. */
    private void layOut(int row) {
        SHORT.set(block, row, (short) 6);
        INT.set(block, row + 2, 8);
        INT.set(block, row + 14, 8);
        INT.set(block, row + 26, 8);
        INT.set(block, row + 38, 4);
        INT.set(block, row + 46, 2);
        INT.set(block, row + 52, 2);
    }

    void write(CopyIn to, long receivedMicros, ReadingBatch batch) throws SQLException {
        to.writeToCopy(HEADER, 0, HEADER.length);
        int size = batch.size();
        for (int from = 0; from < size; from += ROWS_A_BLOCK) {
            int rows = Math.min(ROWS_A_BLOCK, size - from);
            for (int i = 0; i < rows; i++) {
                fill(i * ROW, receivedMicros, batch, from + i);
            }
            to.writeToCopy(block, 0, rows * ROW);
        }
        to.writeToCopy(new byte[] {-1, -1}, 0, 2);
    }

    private void fill(int row, long receivedMicros, ReadingBatch batch, int i) {
        LONG.set(block, row + 6, receivedMicros);
        LONG.set(block, row + 18, (batch.atMillis(i) - EPOCH_MILLIS) * 1000);
        LONG.set(block, row + 30, Double.doubleToRawLongBits(batch.value(i)));
        INT.set(block, row + 42, batch.device(i));
        SHORT.set(block, row + 50, (short) (i - LINE_OFFSET));
        SHORT.set(block, row + 56, (short) batch.channel(i));
    }

    /** Takes one row that a reader has opened. */
    interface RowTaker {
        void take(Reader reader, byte[] row) throws SQLException;
    }

    /**
     * Reads every row of {@code select received, at, value, device, channel …}; {@code line} may follow.
     *
     * @return how many rows there were
     */
    static long read(Connection database, String select, RowTaker taker) throws SQLException {
        Reader reader = new Reader();
        return each(database, select, (row, fields) -> {
            reader.at = fields;
            taker.take(reader, row);
        });
    }

    /** Takes one row as it comes. */
    interface BytesTaker {
        /** @param fields where the number of its fields stands, the fields behind it */
        void take(byte[] row, int fields) throws SQLException;
    }

    /**
     * Reads every row of any select.
     *
     * @return how many rows there were
     */
    static long each(Connection database, String select, BytesTaker taker) throws SQLException {
        CopyOut out = database.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (%s) to stdout (format binary)".formatted(select));
        long taken = 0;
        try {
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                int fields = afterHeader(row);
                if (fields + Short.BYTES <= row.length && (short) SHORT.get(row, fields) > 0) {
                    taker.take(row, fields);
                    taken++;
                }
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
        if (taken != out.getHandledRowCount()) {
            throw new SQLException("expected %d rows, but got %d".formatted(out.getHandledRowCount(), taken));
        }
        return taken;
    }

    /** Where the row begins: behind the header, when this block begins with it. */
    private static int afterHeader(byte[] data) {
        return data.length >= HEADER.length && data[0] == 'P' && data[1] == 'G' ? HEADER.length : 0;
    }

    /** The moment of a timestamptz, microseconds since 2000. */
    static Instant instant(long micros) {
        return Instant.ofEpochMilli(EPOCH_MILLIS).plus(micros, ChronoUnit.MICROS);
    }

    /** Reads the fields of one row. */
    static final class Reader {
        private int at;

        long received(byte[] data) {
            return (long) LONG.get(data, at + 6);
        }

        long atMillis(byte[] data) {
            return (long) LONG.get(data, at + 18) / 1000 + EPOCH_MILLIS;
        }

        double value(byte[] data) {
            return Double.longBitsToDouble((long) LONG.get(data, at + 30));
        }

        int device(byte[] data) {
            return (int) INT.get(data, at + 42);
        }

        short channel(byte[] data) {
            return (short) SHORT.get(data, at + 50);
        }

        short line(byte[] data) {
            return (short) SHORT.get(data, at + 56);
        }

        void read(byte[] data, ReadingBatch into) {
            into.add(device(data), channel(data), atMillis(data), value(data));
        }
    }
}
