package org.chengmai.device.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chengmai.device.Hit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Hits, in {@code device.hit}; {@link LogWriter} writes them. */
@Repository
public class HitStore {

    private final JdbcClient database;

    HitStore(JdbcClient database) {
        this.database = database;
    }

    public List<Hit> unnoted(int limit) {
        return database.sql("select * from device.hit where not noted order by id limit :limit")
                .param("limit", limit)
                .query(HitStore::hit)
                .list();
    }

    public void noted(Collection<Long> ids) {
        database.sql("update device.hit set noted = true where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    public Optional<Hit> latest(int device, Instant since) {
        return database.sql("select * from device.hit where device = :device and at >= :since order by at desc limit 1")
                .param("device", device)
                .param("since", Timestamp.from(since))
                .query(HitStore::hit)
                .optional();
    }

    public List<Hit> of(Collection<Long> entries, int limit) {
        return database.sql("select * from device.hit where entry = any(:entries) order by at desc limit :limit")
                .param("entries", entries.toArray(Long[]::new))
                .param("limit", limit)
                .query(HitStore::hit)
                .list();
    }

    private static Hit hit(ResultSet row, int number) throws SQLException {
        return new Hit(
                row.getLong("id"),
                row.getInt("device"),
                row.getLong("entry"),
                row.getTimestamp("at").toInstant());
    }
}
