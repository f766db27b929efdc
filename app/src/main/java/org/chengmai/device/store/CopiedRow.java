package org.chengmai.device.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of PostgreSQL's binary COPY, its fields taken one after another in the order of the select: while the program reads
 * one, the server writes the next, and nothing is looked up by name. Reused; for one thread.
 */
final class CopiedRow {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] data = new byte[0];
    private int at;
    private long lastMicros;
    private Instant lastInstant = CopyRows.instant(0);

    /** Takes one row. */
    interface Taker {
        void take(CopiedRow row) throws SQLException;
    }

    private CopiedRow() {}

    /** Reads every row of a select; its columns are of the types that are asked for. */
    static void read(Connection database, String select, Taker taker) throws SQLException {
        CopiedRow row = new CopiedRow();
        CopyRows.each(database, select, (data, fields) -> {
            row.data = data;
            row.at = fields + Short.BYTES;
            taker.take(row);
        });
    }

    /** The length of the next field, where it begins being passed; -1 for nothing. */
    private int length() {
        int length = (int) INT.get(data, at);
        at += Integer.BYTES;
        return length;
    }

    /** Passes the next field, which has so many bytes, and gives where it begins. */
    private int pass(int length) {
        int begin = at;
        at += length;
        return begin;
    }

    int integer() {
        return (int) INT.get(data, pass(length()));
    }

    long bigint() {
        return (long) LONG.get(data, pass(length()));
    }

    boolean flag() {
        return data[pass(length())] != 0;
    }

    /** A float8; NaN for nothing. */
    double number() {
        int length = length();
        return length < 0 ? Double.NaN : Double.longBitsToDouble((long) LONG.get(data, pass(length)));
    }

    String text() {
        String text = textOrNothing();
        return text == null ? "" : text;
    }

    @Nullable
    String textOrNothing() {
        int length = length();
        return length < 0 ? null : new String(data, pass(length), length, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        int length = length();
        int begin = pass(length);
        return Arrays.copyOfRange(data, begin, begin + length);
    }

    /** A timestamptz; many rows of the same moment share one. */
    Instant instant() {
        long micros = bigint();
        if (micros != lastMicros) {
            lastMicros = micros;
            lastInstant = CopyRows.instant(micros);
        }
        return lastInstant;
    }
}
