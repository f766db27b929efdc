package org.chengmai.detection.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.AlarmCounts;
import org.chengmai.detection.AlarmFilter;
import org.chengmai.detection.AlarmLine;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads alarms for people, bounded by their reach. */
@Repository
public class AlarmTable {

    private static final int PAGE_SIZE = 50;
    private static final int MOST_ACTIVE = 5_000;

    private static final String COLUMNS = """
            id, device_id, scene, rule, title_zh, title_en, severity, raised_at, cleared_at, case_id, place, lon, lat,
            value, peak, readings, updated_at, held, maintenance, under, brought_at
            """;

    private static final String BOUNDS = """
            (place like any(:reach) or unit = any(:units))
            and (:scene::text is null or scene = :scene)
            and (:place = '' or place like :place || '%')
            and (:device::text is null or device_id = :device or starts_with(device_id, :device || '#'))
            and (not :activeOnly or cleared_at is null)
            and (:suppression = 'EITHER' or (:suppression = 'ONLY') = (maintenance is not null or under is not null))
            """;

    private final JdbcClient database;

    AlarmTable(JdbcClient database) {
        this.database = database;
    }

    public Page<AlarmLine> list(Reach reach, AlarmFilter filter, int page) {
        long total = bounded("select count(*) from detection.alarm where " + BOUNDS, reach, filter)
                .query(Long.class)
                .single();
        List<AlarmLine> lines = bounded(
                        "select " + COLUMNS + " from detection.alarm where " + BOUNDS
                                + " order by cleared_at is not null, raised_at desc, id desc limit :limit offset :offset",
                        reach,
                        filter)
                .param("limit", PAGE_SIZE)
                .param("offset", (long) page * PAGE_SIZE)
                .query(AlarmTable::line)
                .list();
        return new Page<>(lines, page, PAGE_SIZE, total);
    }

    private JdbcClient.StatementSpec bounded(String sql, Reach reach, AlarmFilter filter) {
        return database.sql(sql)
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .param("scene", filter.scene())
                .param("place", filter.place())
                .param("device", filter.deviceId())
                .param("activeOnly", filter.activeOnly())
                .param("suppression", filter.suppression().name());
    }

    public Optional<AlarmLine> find(Reach reach, long id) {
        return database.sql("select " + COLUMNS + """
                        from detection.alarm where id = :id and (place like any(:reach) or unit = any(:units))
                        """)
                .param("id", id)
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .query(AlarmTable::line)
                .optional();
    }

    public List<AlarmLine> active(Reach reach) {
        return newest("cleared_at is null and not held and", reach, MOST_ACTIVE);
    }

    public List<AlarmLine> newest(Reach reach, int limit) {
        return newest("not held and", reach, limit);
    }

    private List<AlarmLine> newest(String condition, Reach reach, int limit) {
        return database.sql("select " + COLUMNS + " from detection.alarm where " + condition + """
                         (place like any(:reach) or unit = any(:units)) order by raised_at desc, id desc limit :limit
                        """)
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .param("limit", limit)
                .query(AlarmTable::line)
                .list();
    }

    public List<AlarmLine> ofCase(long caseId) {
        return database.sql("select " + COLUMNS
                        + " from detection.alarm where case_id = :case order by raised_at desc, id desc")
                .param("case", caseId)
                .query(AlarmTable::line)
                .list();
    }

    /** Alarms of a scene within reach that were raised for all to see between two moments, oldest first. */
    public List<AlarmLine> committedBetween(Reach reach, String scene, Instant from, Instant to) {
        return database.sql("select " + COLUMNS + """
                        from detection.alarm
                        where scene = :scene and committed_at >= :from and committed_at < :to
                            and (place like any(:reach) or unit = any(:units))
                        order by raised_at, id
                        """)
                .param("scene", scene)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .query(AlarmTable::line)
                .list();
    }

    public List<AlarmLine> byIds(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database.sql("select " + COLUMNS + " from detection.alarm where id = any(:ids) order by id")
                .param("ids", ids.toArray(Long[]::new))
                .query(AlarmTable::line)
                .list();
    }

    public AlarmCounts counts(Reach reach) {
        Map<String, Long> byScene = new HashMap<>();
        Map<String, Long> byStreet = new HashMap<>();
        database.sql("""
                        select scene, split_part(place, '/', 1) || '/' || split_part(place, '/', 2) || '/' as street, count(*) as active
                        from detection.alarm
                        where cleared_at is null and not held and (place like any(:reach) or unit = any(:units))
                        group by scene, street
                        """)
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .query(row -> {
                    long active = row.getLong("active");
                    byScene.merge(row.getString("scene"), active, Long::sum);
                    byStreet.merge(row.getString("street"), active, Long::sum);
                });
        long active = byScene.values().stream().mapToLong(Long::longValue).sum();
        return new AlarmCounts(active, byScene, byStreet);
    }

    public Map<String, Long> raisedSince(Reach reach, Instant since) {
        Map<String, Long> byScene = new HashMap<>();
        database.sql("""
                        select scene, count(*) as raised from detection.alarm
                        where raised_at >= :since and (place like any(:reach) or unit = any(:units))
                        group by scene
                        """)
                .param("since", Timestamp.from(since))
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .query(row -> {
                    byScene.put(row.getString("scene"), row.getLong("raised"));
                });
        return byScene;
    }

    static AlarmLine line(ResultSet row, int number) throws SQLException {
        return new AlarmLine(
                row.getLong("id"),
                row.getString("device_id"),
                row.getString("scene"),
                row.getString("rule"),
                new Bilingual(row.getString("title_zh"), row.getString("title_en")),
                Severity.valueOf(row.getString("severity")),
                row.getTimestamp("raised_at").toInstant(),
                Rows.instant(row, "cleared_at"),
                row.getObject("case_id", Long.class),
                row.getString("place"),
                Rows.point(row),
                row.getObject("value", Double.class),
                row.getObject("peak", Double.class),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("readings"),
                suppression(row));
    }

    private static AlarmLine.@Nullable Suppressed suppression(ResultSet row) throws SQLException {
        Long window = row.getObject("maintenance", Long.class);
        Long under = row.getObject("under", Long.class);
        return window == null && under == null
                ? null
                : new AlarmLine.Suppressed(row.getBoolean("held"), window, under, Rows.instant(row, "brought_at"));
    }
}
