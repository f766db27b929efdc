package org.chengmai.device.store;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many days the readings of a kind are kept, in {@code device.retention}. */
@Repository
public class RetentionStore {

    private final JdbcClient database;

    RetentionStore(JdbcClient database) {
        this.database = database;
    }

    public Map<String, Integer> all() {
        Map<String, Integer> days = new TreeMap<>();
        database.sql("select kind, days from device.retention").query(row -> {
            days.put(row.getString("kind"), row.getInt("days"));
        });
        return days;
    }

    public void put(String kind, int days) {
        database.sql("""
                        insert into device.retention (kind, days) values (:kind, :days)
                        on conflict (kind) do update set days = excluded.days
                        """).param("kind", kind).param("days", days).update();
    }
}
