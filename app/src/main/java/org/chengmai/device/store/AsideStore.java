package org.chengmai.device.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.chengmai.device.AsideFilter;
import org.chengmai.device.AsideLine;
import org.chengmai.device.AsideReason;
import org.chengmai.device.intake.AsideGate;
import org.chengmai.kernel.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is kept aside, in {@code device.aside}, and what was only counted. */
@Repository
public class AsideStore {

    private static final int KEEP_DAYS = 90;
    private static final int KEEP_ROWS = 500_000;

    /** How often a device's readings went aside for a reason. */
    public record Count(String device, AsideReason reason, long kept, long counted) {}

    private static final String WHERE = """
            where place like any(:reach) and (:reason = '' or reason = :reason)
              and (:device = '' or device = :device)
            """;

    private final JdbcClient database;

    AsideStore(JdbcClient database) {
        this.database = database;
    }

    public List<AsideLine> list(Reach reach, AsideFilter filter, int limit, int offset) {
        return database.sql("select * from device.aside " + WHERE + " order by id desc limit :limit offset :offset")
                .param("reach", reach.patterns())
                .param("reason", filter.reason())
                .param("device", filter.device())
                .param("limit", limit)
                .param("offset", offset)
                .query(AsideStore::line)
                .list();
    }

    public long count(Reach reach, AsideFilter filter) {
        return database.sql("select count(*) from device.aside " + WHERE)
                .param("reach", reach.patterns())
                .param("reason", filter.reason())
                .param("device", filter.device())
                .query(Long.class)
                .single();
    }

    /** The most frequent senders and reasons. */
    public List<Count> counts(Reach reach, int limit) {
        return database.sql("""
                        select device, reason, sum(kept)::bigint as kept, sum(counted)::bigint as counted from (
                          select device, reason, 1 as kept, 0 as counted from device.aside where place like any(:reach)
                          union all
                          select device, reason, 0, n from device.aside_overflow where place like any(:reach)) as both_
                        group by device, reason order by sum(kept) + sum(counted) desc, device limit :limit
                        """)
                .param("reach", reach.patterns())
                .param("limit", limit)
                .query((row, i) -> new Count(
                        row.getString("device"),
                        AsideReason.valueOf(row.getString("reason")),
                        row.getLong("kept"),
                        row.getLong("counted")))
                .list();
    }

    /** One line as far as the reach goes. */
    public java.util.Optional<AsideLine> find(Reach reach, long id) {
        return database.sql("select * from device.aside where id = :id and place like any(:reach)")
                .param("id", id)
                .param("reach", reach.patterns())
                .query(AsideStore::line)
                .optional();
    }

    private static AsideLine line(java.sql.ResultSet row, int i) throws java.sql.SQLException {
        return new AsideLine(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                AsideReason.valueOf(row.getString("reason")),
                row.getString("device"),
                row.getString("place"),
                row.getString("topic"),
                row.getString("payload"),
                row.getInt("size"),
                row.getBoolean("whole"));
    }

    public void remove(long id) {
        database.sql("delete from device.aside where id = :id").param("id", id).update();
    }

    /** Removes all that the filter shows, within reach; returns how many. */
    public int removeAll(Reach reach, AsideFilter filter) {
        return database.sql("delete from device.aside " + WHERE)
                .param("reach", reach.patterns())
                .param("reason", filter.reason())
                .param("device", filter.device())
                .update();
    }

    public void addOverflow(List<AsideGate.Overflow> overflow) {
        for (AsideGate.Overflow one : overflow) {
            database.sql("""
                            insert into device.aside_overflow (device, reason, place, n, last_at)
                            values (:device, :reason, :place, :n, :at)
                            on conflict (device, reason) do update
                            set n = aside_overflow.n + excluded.n, place = excluded.place, last_at = excluded.last_at
                            """)
                    .param("device", one.source().device())
                    .param("reason", one.source().reason().name())
                    .param("place", one.source().place())
                    .param("n", one.n())
                    .param("at", Timestamp.from(Instant.ofEpochMilli(one.lastMillis())))
                    .update();
        }
    }

    /** Forgets what is older than ninety days, and the oldest of more than half a million. */
    public void forgetOld() {
        database.sql("""
                        delete from device.aside where at < now() - make_interval(days => :days)
                          or id <= (select max(id) from device.aside) - :rows
                        """).param("days", KEEP_DAYS).param("rows", KEEP_ROWS).update();
    }
}
