package org.chengmai.detection.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes alarms, many with one statement. Saying the same transition again, as after a crash, changes nothing: an alarm is
 * known by (device, scene, rule, raised at), and at most one of a (device, scene, rule) is active.
 */
@Repository
public class AlarmLog {

    /** At most one alarm of a key is active. */
    public record Key(int device, String scene, String rule) {}

    /**
     * What the readings of an alarm have come to.
     *
     * @param value of the latest; NaN for none
     * @param peak the largest since it was raised; NaN for none
     * @param count moments with a reading
     */
    public record Progress(double value, double peak, long count, long updatedMillis) {

        public static Progress first(long atMillis, double value) {
            return new Progress(value, value, 1, atMillis);
        }

        public Progress with(long atMillis, double next) {
            return new Progress(next, Double.isNaN(peak) ? next : Math.max(peak, next), count + 1, atMillis);
        }
    }

    /**
     * An alarm to be written.
     *
     * @param clearedMillis null while it is active
     * @param subject what a spot is called; null for a device that is none
     * @param window the maintenance window that keeps it from people
     * @param under where alarms may stand that keep it from people while they are active
     */
    public record Raised(
            Key key,
            String deviceId,
            Severity severity,
            Bilingual title,
            long raisedMillis,
            @Nullable Long clearedMillis,
            Progress progress,
            String place,
            @Nullable String unit,
            @Nullable Point point,
            boolean forPeople,
            @Nullable String subject,
            @Nullable Long window,
            List<Key> under) {}

    /** The end of an alarm that is written already. */
    public record Cleared(long id, long atMillis, Progress progress) {}

    /**
     * Another severity of an alarm that is written already.
     *
     * @param forPeople whether it becomes a case now, if it has not before
     */
    public record Levelled(long id, long atMillis, Severity severity, boolean forPeople) {}

    /** An alarm as it stands in the database. */
    public record Known(long id, Key key, long raisedMillis, Progress progress) {}

    private record Moment(Key key, long raisedMillis) {}

    private final JdbcTemplate rows;
    private final JdbcClient database;
    private final Suppressions suppressions;

    AlarmLog(JdbcTemplate rows, JdbcClient database, Suppressions suppressions) {
        this.rows = rows;
        this.database = database;
        this.suppressions = suppressions;
    }

    /**
     * Writes new alarms and gives their ids in the same order; 0 where one is already over and another of its key stands
     * in its place.
     *
     * @param again whether they are said again after a crash: what is known of their end then stays
     */
    public long[] raise(List<Raised> alarms, boolean again) {
        Map<Moment, Long> written = insert(alarms);
        suppressions.holdUnder(parents(alarms, written));
        long[] ids = new long[alarms.size()];
        for (int i = 0; i < ids.length; i++) {
            Raised alarm = alarms.get(i);
            Long id = written.get(new Moment(alarm.key(), alarm.raisedMillis()));
            ids[i] = id == null ? known(alarm, again) : id;
        }
        return ids;
    }

    /** Where to look above those that are really new. */
    private static Map<Long, List<Key>> parents(List<Raised> alarms, Map<Moment, Long> written) {
        Map<Long, List<Key>> parents = new HashMap<>();
        for (Raised alarm : alarms) {
            Long id = written.get(new Moment(alarm.key(), alarm.raisedMillis()));
            if (id != null && !alarm.under().isEmpty()) {
                parents.put(id, alarm.under());
            }
        }
        return parents;
    }

    private Map<Moment, Long> insert(List<Raised> alarms) {
        if (alarms.isEmpty()) {
            return Map.of();
        }
        String sql = """
                insert into detection.alarm (device, device_id, scene, rule, severity, title_zh, title_en, raised_at,
                        cleared_at, value, peak, readings, updated_at, place, unit, lon, lat, for_people,
                        subject, held, maintenance)
                select device, device_id, scene, rule, severity, title_zh, title_en, to_timestamp(raised / 1000.0),
                        to_timestamp(cleared / 1000.0), value, peak, readings, to_timestamp(updated / 1000.0), place, unit,
                        lon, lat, for_people, subject, maintained is not null, maintained
                from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                        ?::bigint[], ?::float8[], ?::float8[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                        ?::float8[], ?::float8[], ?::boolean[], ?::text[], ?::bigint[])
                        as t(device, device_id, scene, rule, severity, title_zh, title_en, raised,
                        cleared, value, peak, readings, updated, place, unit, lon, lat, for_people, subject, maintained)
                on conflict do nothing
                returning id, device, scene, rule, raised_at
                """;
        Map<Moment, Long> written = rows.execute((ConnectionCallback<Map<Moment, Long>>) connection -> {
            Map<Moment, Long> found = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                fill(connection, statement, alarms);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.put(new Moment(key(row), millis(row, "raised_at")), row.getLong("id"));
                    }
                }
            }
            return found;
        });
        return written == null ? Map.of() : written;
    }

    private static void fill(Connection connection, PreparedStatement statement, List<Raised> alarms)
            throws SQLException {
        Columns columns = new Columns(connection, statement, alarms);
        columns.add("int4", a -> a.key().device());
        columns.add("text", Raised::deviceId);
        columns.add("text", a -> a.key().scene());
        columns.add("text", a -> a.key().rule());
        columns.add("text", a -> a.severity().name());
        columns.add("text", a -> a.title().zh());
        columns.add("text", a -> a.title().en());
        columns.add("int8", Raised::raisedMillis);
        columns.add("int8", Raised::clearedMillis);
        columns.add("float8", a -> numberOrNull(a.progress().value()));
        columns.add("float8", a -> numberOrNull(a.progress().peak()));
        columns.add("int8", a -> a.progress().count());
        columns.add("int8", a -> a.progress().updatedMillis());
        columns.add("text", Raised::place);
        columns.add("text", Raised::unit);
        columns.add("float8", a -> a.point() == null ? null : a.point().lon());
        columns.add("float8", a -> a.point() == null ? null : a.point().lat());
        columns.add("bool", Raised::forPeople);
        columns.add("text", Raised::subject);
        columns.add("int8", Raised::window);
    }

    /** Parameters of a statement that takes arrays, one a column. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<Raised> alarms;
        private int next = 1;

        Columns(Connection connection, PreparedStatement statement, List<Raised> alarms) {
            this.connection = connection;
            this.statement = statement;
            this.alarms = alarms;
        }

        void add(String type, Function<Raised, @Nullable Object> column) throws SQLException {
            Object[] values = alarms.stream().map(column).toArray();
            statement.setArray(next++, connection.createArrayOf(type, values));
        }
    }

    private static @Nullable Double numberOrNull(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** The id of an alarm that was written before, or of the active one that stands in its place. */
    private long known(Raised alarm, boolean again) {
        Long same = database.sql("""
                        update detection.alarm
                        set cleared_at = case when :again then coalesce(cleared_at, to_timestamp(:cleared::float8 / 1000))
                                else to_timestamp(:cleared::float8 / 1000) end,
                            clear_told = :again and clear_told
                        where device = :device and scene = :scene and rule = :rule
                            and raised_at = to_timestamp(:raised / 1000.0)
                        returning id
                        """)
                .param("again", again)
                .param("cleared", alarm.clearedMillis())
                .param("device", alarm.key().device())
                .param("scene", alarm.key().scene())
                .param("rule", alarm.key().rule())
                .param("raised", alarm.raisedMillis())
                .query(Long.class)
                .optional()
                .orElse(null);
        if (same != null || alarm.clearedMillis() != null) {
            return same == null ? 0 : same;
        }
        return database.sql("""
                        select id from detection.alarm
                        where device = :device and scene = :scene and rule = :rule and cleared_at is null
                        """)
                .param("device", alarm.key().device())
                .param("scene", alarm.key().scene())
                .param("rule", alarm.key().rule())
                .query(Long.class)
                .single();
    }

    /** Gives alarms other severities, and keeps when which. */
    public void level(List<Levelled> changes) {
        for (Levelled change : changes) {
            database.sql("""
                            with changed as (
                                update detection.alarm set severity = :severity, for_people = for_people or :people
                                where id = :id returning id, for_people)
                            insert into detection.alarm_level (alarm, at, severity, told)
                            select id, to_timestamp(:at / 1000.0), :severity, not for_people from changed
                            on conflict (alarm, at) do update set severity = excluded.severity
                            """)
                    .param("severity", change.severity().name())
                    .param("people", change.forPeople())
                    .param("id", change.id())
                    .param("at", change.atMillis())
                    .update();
        }
    }

    /** Ends alarms. */
    public void clear(List<Cleared> alarms) {
        if (alarms.isEmpty()) {
            return;
        }
        Map<Long, Progress> last = new HashMap<>();
        alarms.forEach(a -> last.put(a.id(), a.progress()));
        update(last);
        database.sql("""
                        update detection.alarm a set cleared_at = greatest(a.raised_at, to_timestamp(c.at / 1000.0))
                        from unnest(:ids::bigint[], :times::bigint[]) as c(id, at)
                        where a.id = c.id and a.cleared_at is null
                        """)
                .param("ids", alarms.stream().map(Cleared::id).toArray(Long[]::new))
                .param("times", alarms.stream().map(Cleared::atMillis).toArray(Long[]::new))
                .update();
    }

    /** Writes down what readings have come to, by alarm id. */
    public void update(Map<Long, Progress> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<Map.Entry<Long, Progress>> list = List.copyOf(changes.entrySet());
        database.sql("""
                        update detection.alarm a set value = u.value, peak = u.peak, readings = u.readings,
                                updated_at = to_timestamp(u.updated / 1000.0)
                        from unnest(:ids::bigint[], :values::float8[], :peaks::float8[], :counts::bigint[],
                                :times::bigint[]) as u(id, value, peak, readings, updated)
                        where a.id = u.id and to_timestamp(u.updated / 1000.0) > a.updated_at
                        """)
                .param("ids", list.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                .param(
                        "values",
                        list.stream()
                                .map(e -> numberOrNull(e.getValue().value()))
                                .toArray(Double[]::new))
                .param(
                        "peaks",
                        list.stream()
                                .map(e -> numberOrNull(e.getValue().peak()))
                                .toArray(Double[]::new))
                .param("counts", list.stream().map(e -> e.getValue().count()).toArray(Long[]::new))
                .param(
                        "times",
                        list.stream().map(e -> e.getValue().updatedMillis()).toArray(Long[]::new))
                .update();
    }

    public List<Known> known(Collection<Long> ids) {
        return database.sql("select * from detection.alarm where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(AlarmLog::known)
                .list();
    }

    /**
     * Makes the alarms with these ids the active ones, and all others over.
     *
     * @return how many were not so
     */
    public int onlyActive(Collection<Long> ids, Instant now) {
        Long[] active = ids.toArray(Long[]::new);
        int ended = database.sql("""
                        update detection.alarm set cleared_at = greatest(raised_at, :now)
                        where cleared_at is null and not id = any(:ids)
                        """)
                .param("now", java.sql.Timestamp.from(now))
                .param("ids", active)
                .update();
        int again = database.sql("""
                        update detection.alarm set cleared_at = null, clear_told = false
                        where cleared_at is not null and id = any(:ids)
                        """).param("ids", active).update();
        return ended + again;
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        double value = row.getObject("value", Double.class) == null ? Double.NaN : row.getDouble("value");
        double peak = row.getObject("peak", Double.class) == null ? Double.NaN : row.getDouble("peak");
        Progress progress = new Progress(value, peak, row.getLong("readings"), millis(row, "updated_at"));
        return new Known(row.getLong("id"), key(row), millis(row, "raised_at"), progress);
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getInt("device"), row.getString("scene"), row.getString("rule"));
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).getTime();
    }
}
