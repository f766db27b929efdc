package org.chengmai.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the database says afterwards: which readings and alarms are there, and how long the alarms took, milliseconds.
 *
 * @param warm the same quantile as {@code p999} without the first {@value #COLD_SECONDS} seconds
 * @param slowestSecond in which second of the load the slowest was
 */
record Verdict(
        long readings,
        long distinct,
        long alarms,
        long distinctAlarms,
        double p50,
        double p99,
        double p999,
        double max,
        double warm,
        long slowestSecond) {

    static final String SCENE = "BENCH";
    private static final int COLD_SECONDS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    static Verdict of(Connection database, long alarmsExpected) {
        try (Statement statement = database.createStatement()) {
            awaitAlarms(statement, alarmsExpected);
            statement.execute("set work_mem = '256MB'");
            long readings = number(statement, "select count(*) from device.reading");
            long distinct = number(
                    statement,
                    "select coalesce(sum(n), 0) from (select count(distinct at) as n from device.reading"
                            + " group by device, channel) as each_");
            try (ResultSet row = statement.executeQuery("""
                    select count(*), count(distinct (device, raised_at)),
                      coalesce(percentile_cont(0.5) within group (order by took), 0),
                      coalesce(percentile_cont(0.99) within group (order by took), 0),
                      coalesce(percentile_cont(0.999) within group (order by took), 0),
                      coalesce(max(took), 0),
                      coalesce(percentile_cont(0.999) within group (order by took) filter (where second >= %d), 0),
                      coalesce((array_agg(second order by took desc))[1], 0)
                    from (select device, raised_at, extract(epoch from committed_at - raised_at) * 1000 as took,
                            floor(extract(epoch from raised_at - min(raised_at) over ())) as second
                          from detection.alarm where scene = '%s') as each_
                    """.formatted(COLD_SECONDS, SCENE))) {
                row.next();
                return new Verdict(
                        readings,
                        distinct,
                        row.getLong(1),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6),
                        row.getDouble(7),
                        row.getLong(8));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to look into the database, but " + e.getMessage(), e);
        }
    }

    private static void awaitAlarms(Statement statement, long expected) throws SQLException {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        String count = "select count(*) from detection.alarm where scene = '%s'".formatted(SCENE);
        while (number(statement, count) < expected && System.nanoTime() < limit) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
