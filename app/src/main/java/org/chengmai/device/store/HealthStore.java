package org.chengmai.device.store;

import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chengmai.device.model.Returns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What tells of a device's health beside its last values: how often it came back, what of it went aside for its time. */
@Repository
public class HealthStore {

    private static final int KEEP_DAYS = 30;

    private final JdbcClient database;
    private final JdbcTemplate batches;

    HealthStore(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /** Writes down who came back. */
    public void add(List<Returns.Return> returns) {
        batches.batchUpdate("insert into device.returned (device, at) values (?, ?)", returns, 1_000, (row, one) -> {
            row.setInt(1, one.device());
            row.setTimestamp(2, new Timestamp(one.atMillis()));
        });
    }

    public void forgetOld() {
        database.sql("delete from device.returned where at < now() - make_interval(days => :days)")
                .param("days", KEEP_DAYS)
                .update();
    }

    /** Numbers of the devices that came back at least so often within so many hours. */
    public Set<Integer> flapping(int times, int hours) {
        return new HashSet<>(database.sql("""
                        select device from device.returned where at > now() - make_interval(hours => :hours)
                        group by device having count(*) >= :times
                        """)
                .param("hours", hours)
                .param("times", times)
                .query(Integer.class)
                .list());
    }

    /** Ids of the devices of which a reading went aside for its time within so many hours. */
    public Set<String> outOfTime(int hours) {
        return new HashSet<>(
                database.sql("""
                        select device from device.aside
                        where reason in ('IN_THE_FUTURE', 'TOO_OLD') and at > now() - make_interval(hours => :hours)
                        union
                        select device from device.aside_overflow
                        where reason in ('IN_THE_FUTURE', 'TOO_OLD') and last_at > now() - make_interval(hours => :hours)
                        """).param("hours", hours).query(String.class).list());
    }
}
