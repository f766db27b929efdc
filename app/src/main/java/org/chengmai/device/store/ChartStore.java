package org.chengmai.device.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.chengmai.device.ReadingPoint;
import org.chengmai.kernel.Refusal;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Readings of one channel for a chart, gathered into points by the database. */
@Repository
public class ChartStore {

    private static final int LIMIT_SECONDS = 8;

    /** A device's clock may run ahead of the city's by this much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final JdbcTemplate database;

    ChartStore(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.database.setQueryTimeout(LIMIT_SECONDS);
    }

    public List<ReadingPoint> points(int device, int channel, Instant from, Instant to, int maxPoints) {
        double secondsAPoint = Math.max(0.001, Duration.between(from, to).toMillis() / 1000.0 / Math.max(1, maxPoints));
        long received = from.minus(AHEAD).toEpochMilli() * 1000;
        try {
            return database.query(
                    """
                    select min(at) as first, avg(value) as mean, min(value) as low, max(value) as high
                    from device.reading
                    where device = ? and channel = ? and at >= ? and at < ? and received >= ?
                    group by floor(extract(epoch from at) / ?) order by 1
                    """,
                    (row, i) -> new ReadingPoint(
                            row.getTimestamp("first").toInstant(),
                            row.getDouble("mean"),
                            row.getDouble("low"),
                            row.getDouble("high")),
                    device,
                    channel,
                    Timestamp.from(from),
                    Timestamp.from(to),
                    received,
                    secondsAPoint);
        } catch (QueryTimeoutException e) {
            throw Refusal.busy(
                    "device.chart.slow",
                    "Expected the chart within %d seconds, but there are too many readings; ask for a shorter time."
                            .formatted(LIMIT_SECONDS),
                    LIMIT_SECONDS);
        }
    }
}
