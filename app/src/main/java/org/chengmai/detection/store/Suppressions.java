package org.chengmai.detection.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which alarms are kept from people and why, in the columns of {@code detection.alarm}. */
@Repository
public class Suppressions {

    /**
     * An active alarm that is kept from people.
     *
     * @param window the maintenance window that was the reason last
     * @param under the alarm above it that was the reason last
     * @param releaseAfter when it is brought up unless another reason comes; null before that is known
     */
    public record Held(
            long id,
            AlarmLog.Key key,
            @Nullable Long window,
            @Nullable Long under,
            @Nullable Instant releaseAfter) {}

    private static final String CHILDREN =
            "unnest(:ids::bigint[], :devices::int[], :scenes::text[], :rules::text[]) as c(id, device, scene, rule)";

    private final JdbcClient database;

    Suppressions(JdbcClient database) {
        this.database = database;
    }

    /** Keeps those of some new alarms from people above which another one is active, given where to look for each. */
    void holdUnder(Map<Long, List<AlarmLog.Key>> parents) {
        if (!parents.isEmpty()) {
            with("""
                    update detection.alarm a set held = true, under = p.id
                    from %s join detection.alarm p
                        on p.device = c.device and p.scene = c.scene and p.rule = c.rule and p.cleared_at is null
                    where a.id = c.id and p.id <> a.id
                    """.formatted(CHILDREN), parents).update();
        }
    }

    /** Alarm → the active one above it, given where to look for each; without those that have none. */
    public Map<Long, Long> parents(Map<Long, List<AlarmLog.Key>> parents) {
        Map<Long, Long> found = new HashMap<>();
        if (!parents.isEmpty()) {
            with("""
                    select c.id, min(p.id) as parent from %s join detection.alarm p
                        on p.device = c.device and p.scene = c.scene and p.rule = c.rule and p.cleared_at is null
                    where p.id <> c.id group by c.id
                    """.formatted(CHILDREN), parents).query(row -> {
                found.put(row.getLong("id"), row.getLong("parent"));
            });
        }
        return found;
    }

    private JdbcClient.StatementSpec with(String sql, Map<Long, List<AlarmLog.Key>> parents) {
        List<Long> ids = new ArrayList<>();
        List<AlarmLog.Key> keys = new ArrayList<>();
        parents.forEach((id, above) -> above.forEach(key -> {
            ids.add(id);
            keys.add(key);
        }));
        return database.sql(sql)
                .param("ids", ids.toArray(Long[]::new))
                .param("devices", keys.stream().map(AlarmLog.Key::device).toArray(Integer[]::new))
                .param("scenes", keys.stream().map(AlarmLog.Key::scene).toArray(String[]::new))
                .param("rules", keys.stream().map(AlarmLog.Key::rule).toArray(String[]::new));
    }

    /** Every active alarm that is kept from people. */
    public List<Held> held() {
        return database.sql("select * from detection.alarm where held and cleared_at is null order by id")
                .query(Suppressions::row)
                .list();
    }

    /** Writes down the reason of now; the window that was a reason once stays known. */
    public void keep(long id, @Nullable Long window, @Nullable Long under, @Nullable Instant releaseAfter) {
        database.sql("""
                        update detection.alarm
                        set maintenance = coalesce(:window, maintenance), under = coalesce(:under, under), release_after = :after
                        where id = :id and held
                        """)
                .param("window", window)
                .param("under", under)
                .param("after", releaseAfter == null ? null : Timestamp.from(releaseAfter))
                .param("id", id)
                .update();
    }

    /** Brings alarms to people that are still active, and gives those that were. */
    public List<Long> bring(List<Long> ids, Instant now) {
        return database.sql("""
                        update detection.alarm set held = false, release_after = null, brought_at = :now
                        where id = any(:ids) and held and cleared_at is null returning id
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .list();
    }

    private static Held row(ResultSet row, int number) throws SQLException {
        return new Held(
                row.getLong("id"),
                new AlarmLog.Key(row.getInt("device"), row.getString("scene"), row.getString("rule")),
                row.getObject("maintenance", Long.class),
                row.getObject("under", Long.class),
                Rows.instant(row, "release_after"));
    }
}
