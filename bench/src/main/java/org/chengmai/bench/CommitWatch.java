package org.chengmai.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * When alarms were committed, as another session of the database sees it: a trigger notifies of each statement's alarms, and the
 * database hands a notification on when its transaction is committed. So the time noted is a little later than the commit.
 */
final class CommitWatch implements AutoCloseable {

    private static final int WAIT_MILLIS = 200;

    private final Connection database;
    private final Connection listening;
    private final Thread thread;
    /** By the first alarm's id: the last one's, and when it was told. */
    private final NavigableMap<Long, long[]> told = new ConcurrentSkipListMap<>();

    private volatile boolean ending;

    private CommitWatch(Connection database, Connection listening) {
        this.database = database;
        this.listening = listening;
        this.thread = Thread.ofPlatform().daemon().name("commit-watch").start(this::listen);
    }

    /** Watches alarms of one scene, from now on. */
    static CommitWatch of(Instance instance, String scene) {
        Connection database = instance.database();
        try {
            try (Statement statement = database.createStatement()) {
                statement.execute("""
                        create or replace function detection.bench_tell() returns trigger language plpgsql as $$
                        declare told text;
                        begin
                            select min(id) || ' ' || max(id) into told from fresh where scene = '%s';
                            if told is not null then perform pg_notify('bench_alarm', told); end if;
                            return null;
                        end $$;
                        create or replace trigger bench_tell after insert on detection.alarm referencing new table as fresh
                            for each statement execute function detection.bench_tell();
                        """.formatted(scene));
            }
            Connection listening = instance.look();
            try (Statement statement = listening.createStatement()) {
                statement.execute("listen bench_alarm");
            }
            return new CommitWatch(database, listening);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to watch the database, but " + e.getMessage(), e);
        }
    }

    private void listen() {
        try {
            PGConnection open = listening.unwrap(PGConnection.class);
            while (!ending) {
                PGNotification[] news = open.getNotifications(WAIT_MILLIS);
                long now = System.currentTimeMillis();
                for (PGNotification one : news == null ? new PGNotification[0] : news) {
                    String[] ids = one.getParameter().split(" ");
                    told.put(Long.parseLong(ids[0]), new long[] {Long.parseLong(ids[1]), now});
                }
            }
        } catch (SQLException e) {
            System.err.println("bench: the watch on commits ended: " + e.getMessage());
        }
    }

    /** When the alarm was known to be committed, in milliseconds; far away when it never was. */
    double toldMillis(long id) {
        var entry = told.floorEntry(id);
        return entry == null || entry.getValue()[0] < id ? Double.MAX_VALUE / 1e12 : entry.getValue()[1];
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
            listening.close();
            try (Statement statement = database.createStatement()) {
                statement.execute("drop trigger bench_tell on detection.alarm; drop function detection.bench_tell()");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            System.err.println("bench: left the watch on commits behind: " + e.getMessage());
        }
    }
}
