package org.chengmai.device.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengmai.device.Device;
import org.chengmai.device.MaintenanceWindow;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Maintenance windows, in {@code device.maintenance}. */
@Repository
public class MaintenanceStore {

    private final JdbcClient database;

    MaintenanceStore(JdbcClient database) {
        this.database = database;
    }

    public MaintenanceWindow add(MaintenanceWindow wanted, Instant now) {
        return database.sql("""
                        insert into device.maintenance (device, kind, place, starts_at, until, why, set_by, set_at)
                        values (:device, :kind, :place, :from, :until, :why, :by, :now)
                        returning *
                        """)
                .param("device", wanted.deviceId())
                .param("kind", wanted.kind())
                .param("place", wanted.place())
                .param("from", Timestamp.from(wanted.from()))
                .param("until", Timestamp.from(wanted.until()))
                .param("why", wanted.why())
                .param("by", wanted.by())
                .param("now", Timestamp.from(now))
                .query(MaintenanceStore::window)
                .single();
    }

    public MaintenanceWindow end(long id, Instant now, String by) {
        return database.sql("""
                        update device.maintenance set ended_at = coalesce(ended_at, :now), ended_by = coalesce(ended_by, :by)
                        where id = :id returning *
                        """)
                .param("now", Timestamp.from(now))
                .param("by", by)
                .param("id", id)
                .query(MaintenanceStore::window)
                .single();
    }

    /** Windows that run or come. */
    public List<MaintenanceWindow> notOver(Instant now) {
        return database.sql("select * from device.maintenance where until > :now and ended_at is null order by id")
                .param("now", Timestamp.from(now))
                .query(MaintenanceStore::window)
                .list();
    }

    public Optional<MaintenanceWindow> find(Reach reach, long id) {
        return database.sql("select * from device.maintenance where id = :id and place like any(:reach)")
                .param("id", id)
                .param("reach", reach.patterns())
                .query(MaintenanceStore::window)
                .optional();
    }

    /** The newest windows that are about this device. */
    public List<MaintenanceWindow> of(Device device, int limit) {
        return database.sql("""
                        select * from device.maintenance
                        where device in (:device, :gateway)
                            or (device is null and :place like place || '%' and (kind is null or kind = :kind))
                        order by starts_at desc, id desc limit :limit
                        """)
                .param("device", device.id())
                .param("gateway", device.isSpot() ? device.gateway() : device.id())
                .param("place", device.place())
                .param("kind", device.kind())
                .param("limit", limit)
                .query(MaintenanceStore::window)
                .list();
    }

    public Page<MaintenanceWindow> list(Reach reach, Instant now, int page, int size) {
        long total = database.sql("select count(*) from device.maintenance where place like any(:reach)")
                .param("reach", reach.patterns())
                .query(Long.class)
                .single();
        List<MaintenanceWindow> windows = database.sql("""
                        select * from device.maintenance where place like any(:reach)
                        order by coalesce(ended_at, until) <= :now, starts_at desc, id desc limit :limit offset :offset
                        """)
                .param("reach", reach.patterns())
                .param("now", Timestamp.from(now))
                .param("limit", size)
                .param("offset", (long) page * size)
                .query(MaintenanceStore::window)
                .list();
        return new Page<>(windows, page, size, total);
    }

    private static MaintenanceWindow window(ResultSet row, int number) throws SQLException {
        return new MaintenanceWindow(
                row.getLong("id"),
                row.getString("device"),
                row.getString("kind"),
                row.getString("place"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("until").toInstant(),
                row.getString("why"),
                row.getString("set_by"),
                Rows.instant(row, "ended_at"));
    }
}
