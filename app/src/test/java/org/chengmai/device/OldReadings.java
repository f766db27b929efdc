package org.chengmai.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Puts readings of past hours into the log as if they had come in then: out of order, late, and some sent twice. No two others
 * have the same time, for which of two values of one moment a chart calls the last is anybody's guess.
 */
final class OldReadings {

    static final long HOUR = 3_600_000;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

    private final Random random;
    private final Set<Long> taken = new HashSet<>();

    OldReadings(long seed) {
        this.random = new Random(seed);
    }

    /** Fills one hour, counted from 1970, with batches; returns how many readings are different. */
    int fill(Connection database, long hour, int[] devices, int batches, int batchSize) throws SQLException {
        String table = "device.reading_" + NAME.format(Instant.ofEpochMilli(hour * HOUR));
        try (Statement statement = database.createStatement()) {
            statement.execute("create table if not exists %s partition of device.reading for values from (%d) to (%d)"
                    .formatted(table, hour * HOUR * 1000, (hour + 1) * HOUR * 1000));
        }
        int different = 0;
        try (PreparedStatement insert = database.prepareStatement(
                "insert into " + table + " (received, at, value, device, line, channel) values (?, ?, ?, ?, ?, ?)")) {
            for (int batch = 0; batch < batches; batch++) {
                long received = hour * HOUR + batch * (HOUR / batches) + random.nextInt(100);
                for (int line = 0; line < batchSize; line++) {
                    boolean late = random.nextInt(20) == 0;
                    long at = received - (late ? random.nextInt(40_000_000) : random.nextInt(3_000));
                    while (!taken.add(at)) {
                        at--;
                    }
                    row(insert, received, at, devices[random.nextInt(devices.length)], line);
                    different++;
                    if (random.nextInt(30) == 0 && line + 1 < batchSize) {
                        insert.setShort(5, (short) (++line - 32_768));
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
        return different;
    }

    private void row(PreparedStatement insert, long received, long at, int device, int line) throws SQLException {
        insert.setLong(1, received * 1000);
        insert.setTimestamp(2, new Timestamp(at));
        insert.setDouble(3, Math.round(random.nextDouble() * 1e7) / 1e2);
        insert.setInt(4, device);
        insert.setShort(5, (short) (line - 32_768));
        insert.setShort(6, (short) random.nextInt(3));
        insert.addBatch();
    }
}
