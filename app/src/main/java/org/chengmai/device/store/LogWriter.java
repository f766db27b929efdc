package org.chengmai.device.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.chengmai.device.Hit;
import org.chengmai.device.model.KeptAside;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.stereotype.Repository;

/**
 * Writes batches to the log on a connection of its own, one transaction a batch. Used by the pump alone. After any exception
 * the connection is dropped and the next call opens a new one; whether the batch got through is asked with {@link #has}.
 */
@Repository
public class LogWriter implements AutoCloseable {

    /** The most readings that one batch can hold. */
    public static final int MOST_ROWS = 65_536;

    private static final String SOCKET_TIMEOUT_SECONDS = "30";

    private final HikariDataSource database;
    private final CopyRows rows = new CopyRows();
    private final Set<Long> hours = new HashSet<>();
    private @Nullable Connection connection;

    LogWriter(HikariDataSource database) {
        this.database = database;
    }

    /** Writes and commits. */
    public void write(long receivedMicros, ReadingBatch batch, List<KeptAside> aside, List<Hit> hits)
            throws SQLException {
        try {
            Connection open = open();
            if (batch.size() > 0) {
                copy(open, receivedMicros, batch);
            }
            if (!aside.isEmpty()) {
                insert(open, aside);
            }
            if (!hits.isEmpty()) {
                insertHits(open, hits);
            }
            open.commit();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** Whether the batch of this arrival is in the log. */
    public boolean has(long receivedMicros) throws SQLException {
        try {
            Connection open = open();
            ensure(open, Partitions.hourOf(receivedMicros));
            try (Statement statement = open.createStatement();
                    var found = statement.executeQuery("select 1 from %s where received = %d limit 1"
                            .formatted(Partitions.table(Partitions.hourOf(receivedMicros)), receivedMicros))) {
                boolean there = found.next();
                open.commit();
                return there;
            }
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private void copy(Connection open, long receivedMicros, ReadingBatch batch) throws SQLException {
        long hour = Partitions.hourOf(receivedMicros);
        ensure(open, hour);
        CopyIn in = open.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy %s (%s) from stdin (format binary)".formatted(Partitions.table(hour), CopyRows.COLUMNS));
        rows.write(in, receivedMicros, batch);
        in.endCopy();
    }

    private void ensure(Connection open, long hour) throws SQLException {
        if (!hours.contains(hour)) {
            try (Statement statement = open.createStatement()) {
                statement.execute(Partitions.creating(hour));
            }
            open.commit();
            hours.add(hour);
        }
    }

    private static void insert(Connection open, List<KeptAside> aside) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement("""
                insert into device.aside (at, reason, device, place, topic, payload, size, whole)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (KeptAside kept : aside) {
                statement.setTimestamp(1, new Timestamp(kept.atMillis()));
                statement.setString(2, kept.reason().name());
                statement.setString(3, kept.device());
                statement.setString(4, kept.place());
                statement.setString(5, kept.topic());
                statement.setString(6, kept.payload());
                statement.setInt(7, kept.size());
                statement.setBoolean(8, kept.whole());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A message that is sent again hits again; it happened once. */
    private static void insertHits(Connection open, List<Hit> hits) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(
                "insert into device.hit (device, entry, at) values (?, ?, ?) on conflict do nothing")) {
            for (Hit hit : hits) {
                statement.setInt(1, hit.device());
                statement.setLong(2, hit.entry());
                statement.setTimestamp(3, Timestamp.from(hit.at()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            Properties options = new Properties();
            options.setProperty("ApplicationName", "chengmai-pump");
            options.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
            options.setProperty("tcpKeepAlive", "true");
            open = DriverManager.getConnection(database.getJdbcUrl(), options);
            open.setAutoCommit(false);
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        hours.clear();
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It was broken anyway.
                return;
            }
        }
    }
}
