package org.chengmai.device.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chengmai.device.Snapshot;
import org.chengmai.device.Snapshots;
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

    /** For each span the picture nearest to its beginning and the newest, {@code slack} before and after it included. */
    public Map<Long, Snapshots.Pictures> during(List<Snapshots.Span> spans, Duration slack) {
        Map<Long, Snapshots.Pictures> found = new HashMap<>();
        if (spans.isEmpty()) {
            return found;
        }
        database.sql("""
                        select w.key, w.device, first.id as first, first.at as first_at, newest.id as newest, newest.at as newest_at
                        from unnest(:keys, :devices, :begins::timestamptz[], :ends::timestamptz[])
                                as w(key, device, begins, ends)
                        cross join make_interval(secs => :slack) as slack
                        join lateral (
                            select id, at from device.snapshot s
                            where s.device = w.device and s.at between w.begins - slack and w.begins + slack
                            order by abs(extract(epoch from s.at - w.begins)) limit 1) as first on true
                        join lateral (
                            select id, at from device.snapshot s
                            where s.device = w.device and s.at between w.begins - slack and w.ends + slack
                            order by s.at desc limit 1) as newest on true
                        """)
                .param("keys", spans.stream().map(Snapshots.Span::key).toArray(Long[]::new))
                .param("devices", spans.stream().map(Snapshots.Span::device).toArray(Integer[]::new))
                .param("begins", moments(spans, Snapshots.Span::begins))
                .param("ends", moments(spans, Snapshots.Span::ends))
                .param("slack", slack.toSeconds())
                .query(row -> {
                    found.put(
                            row.getLong("key"),
                            new Snapshots.Pictures(snapshot(row, "first"), snapshot(row, "newest")));
                });
        return found;
    }

    private static String[] moments(List<Snapshots.Span> spans, Function<Snapshots.Span, Instant> which) {
        return spans.stream().map(which).map(Instant::toString).toArray(String[]::new);
    }

    private static Snapshot snapshot(ResultSet row, String which) throws SQLException {
        return new Snapshot(
                row.getLong(which),
                row.getInt("device"),
                row.getTimestamp(which + "_at").toInstant());
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
