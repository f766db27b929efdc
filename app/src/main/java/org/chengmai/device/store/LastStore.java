package org.chengmai.device.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Types;
import org.chengmai.device.model.LastValues;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Last values in {@code device.last}, true at least up to the mark {@code last} in {@code device.mark}. */
@Repository
public class LastStore {

    private static final int BLOCK = 5_000;
    private static final String MARK = "last";

    private final JdbcTemplate database;

    LastStore(JdbcTemplate database) {
        this.database = database;
    }

    /** Puts what is stored into memory and tells up to which arrival it is true, microseconds; 0 for none. */
    public long load(LastValues into) {
        database.execute((Connection connection) -> {
            CopiedRow.read(
                    connection,
                    "select device, seen, state from device.last",
                    row -> into.unpack(row.integer(), row.bigint(), row.bytes()));
            return true;
        });
        return database.query(
                "select received from device.mark where name = ?",
                (ResultSet row) -> row.next() ? row.getLong(1) : 0L,
                MARK);
    }

    /** Writes these devices' last values in blocks, then moves the mark. */
    public void save(LastValues from, int[] devices, long receivedMicros) {
        for (int start = 0; start < devices.length; start += BLOCK) {
            saveBlock(from, devices, start, Math.min(devices.length, start + BLOCK));
        }
        database.update("""
                insert into device.mark (name, received) values (?, ?)
                on conflict (name) do update set received = excluded.received
                """, MARK, receivedMicros);
    }

    private void saveBlock(LastValues from, int[] devices, int start, int end) {
        Object[] no = new Object[end - start];
        Object[] seen = new Object[end - start];
        byte[][] state = new byte[end - start][];
        for (int i = start; i < end; i++) {
            no[i - start] = devices[i];
            seen[i - start] = from.seen(devices[i]);
            state[i - start] = from.pack(devices[i]);
        }
        database.update("""
                insert into device.last (device, seen, state)
                select * from unnest(?::int[], ?::bigint[], ?::bytea[])
                on conflict (device) do update set seen = excluded.seen, state = excluded.state
                """, statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("int4", no));
            statement.setArray(2, connection.createArrayOf("int8", seen));
            statement.setObject(3, connection.createArrayOf("bytea", state), Types.ARRAY);
        });
    }
}
