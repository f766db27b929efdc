package org.chengmai.device.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengmai.device.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Snapshots, in {@code device.snapshot}, and the hosts that they may be fetched from. */
@Repository
public class SnapshotStore {

    /** How long a snapshot is kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient database;

    SnapshotStore(JdbcClient database) {
        this.database = database;
    }

    /** One of a device and moment; the later one counts. */
    public void put(int device, Instant at, @Nullable String address, byte @Nullable [] jpeg) {
        database.sql("""
                        insert into device.snapshot (device, at, url, image) values (:device, :at, :url, :image)
                        on conflict (device, at) do update set url = excluded.url, image = excluded.image, received_at = now()
                        """)
                .param("device", device)
                .param("at", Timestamp.from(at))
                .param("url", address)
                .param("image", jpeg)
                .update();
    }

    /** Removes those whose time is over. */
    public void forgetOld() {
        database.sql("delete from device.snapshot where received_at < now() - make_interval(days => :days)")
                .param("days", (int) KEPT.toDays())
                .update();
    }

    public Optional<Snapshot> near(int device, Instant at, Duration within) {
        return database.sql("""
                        select id, device, at from device.snapshot
                        where device = :device and at between :from and :to
                        order by abs(extract(epoch from at - :at)) limit 1
                        """)
                .param("device", device)
                .param("at", Timestamp.from(at))
                .param("from", Timestamp.from(at.minus(within)))
                .param("to", Timestamp.from(at.plus(within)))
                .query((row, i) -> new Snapshot(
                        row.getLong("id"),
                        row.getInt("device"),
                        row.getTimestamp("at").toInstant()))
                .optional();
    }

    public Optional<byte[]> image(long id) {
        return database.sql("select image from device.snapshot where id = :id and image is not null")
                .param("id", id)
                .query((row, i) -> row.getBytes("image"))
                .optional();
    }

    public Optional<String> address(long id) {
        return database.sql("select url from device.snapshot where id = :id and url is not null")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    public void keep(long id, byte[] jpeg) {
        database.sql("update device.snapshot set image = :image where id = :id")
                .param("image", jpeg)
                .param("id", id)
                .update();
    }

    public List<String> hosts() {
        return database.sql("select host from device.snapshot_host order by host")
                .query(String.class)
                .list();
    }

    public void allow(String host, String by, Instant now) {
        database.sql(
                        "insert into device.snapshot_host (host, added_by, added_at) values (:host, :by, :now) on conflict do nothing")
                .param("host", host)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    public void forbid(String host) {
        database.sql("delete from device.snapshot_host where host = :host")
                .param("host", host)
                .update();
    }
}
