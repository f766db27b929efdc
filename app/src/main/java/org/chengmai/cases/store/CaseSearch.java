package org.chengmai.cases.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.CasePage;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Filter.Order;
import org.chengmai.cases.model.Severity;
import org.chengmai.cases.model.Similar;
import org.chengmai.cases.model.Status;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of cases, each bounded by a reach: below a place, with a unit, or given to the account by name. */
@Repository
public class CaseSearch {

    static final double SIMILAR_METRES = 50;
    static final Duration SIMILAR_WITHIN = Duration.ofHours(24);

    private static final double METRES_A_DEGREE = 111_320;

    /** Puts cases without a deadline last. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    static final String WITHIN_REACH = """
            (c.place like any(:places) or c.unit = any(:units) or c.account = :account or c.handler = :account)""";

    private static final String SELECT = """
            select c.*, m.name_zh, m.name_en
            from cases.case_file c left join cases.matter m on m.code = c.matter
            where\s""";

    private final JdbcClient database;

    CaseSearch(JdbcClient database) {
        this.database = database;
    }

    /** @param after {@link CasePage#next()} of the page before; null for the first */
    public CasePage list(Reach reach, Filter filter, @Nullable String after) {
        List<String> conditions = new ArrayList<>(List.of(WITHIN_REACH));
        Map<String, Object> values = values(reach);
        narrow(filter, conditions, values);
        if (after != null) {
            conditions.add(filter.order() == Order.NEWEST ? "c.id < :afterId" : """
                    (-c.severity, coalesce(c.deadline, :never), c.id) > (:afterSeverity, :afterDue, :afterId)""");
            values.putAll(keys(filter.order(), after));
        }
        String order = filter.order() == Order.NEWEST
                ? " order by c.id desc"
                : " order by -c.severity, coalesce(c.deadline, :never), c.id";
        values.put("never", Timestamp.from(NEVER));
        List<CaseLine> lines = database.sql(SELECT + String.join(" and ", conditions) + order + " limit :size + 1")
                .params(values)
                .param("size", filter.size())
                .query((row, number) -> line(row))
                .list();
        if (lines.size() <= filter.size()) {
            return new CasePage(lines, null);
        }
        List<CaseLine> page = lines.subList(0, filter.size());
        return new CasePage(page, key(filter.order(), page.getLast()));
    }

    private static Map<String, Object> values(Reach reach) {
        Map<String, Object> values = new HashMap<>();
        values.put("places", reach.patterns());
        values.put("units", reach.units());
        values.put("account", reach.account());
        return values;
    }

    private static void narrow(Filter filter, List<String> conditions, Map<String, Object> values) {
        if (!filter.statuses().isEmpty()) {
            conditions.add("c.status = any(:statuses)");
            values.put("statuses", filter.statuses().stream().map(Status::name).toArray(String[]::new));
        }
        if (filter.matter() != null) {
            conditions.add("c.matter = :matter");
            values.put("matter", filter.matter());
        }
        if (filter.source() != null) {
            conditions.add("c.source = :source");
            values.put("source", filter.source());
        }
        if (!filter.place().isEmpty()) {
            conditions.add("c.place like :below");
            values.put("below", filter.place() + "%");
        }
        if (filter.unit() != null) {
            conditions.add("c.unit = :unit");
            values.put("unit", filter.unit());
        }
        if (filter.overdue()) {
            conditions.add("c.overdue_at is not null");
        }
        if (filter.mine()) {
            conditions.add("(c.account = :account or (c.account is null and c.unit = any(:units)))");
        }
        if (!filter.words().isBlank()) {
            conditions.add("(c.title ilike :words or c.words ilike :words or c.address ilike :words"
                    + " or 'C-' || c.id = upper(:number))");
            values.put("words", containing(filter.words()));
            values.put("number", filter.words().strip());
        }
    }

    /** A LIKE pattern of anything that contains the words, which stand for themselves. */
    static String containing(String words) {
        return "%" + words.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static String key(Order order, CaseLine last) {
        if (order == Order.NEWEST) {
            return Long.toString(last.id());
        }
        Instant due = last.deadline() == null ? NEVER : last.deadline();
        return "%d~%s~%d".formatted(-last.severity().ordinal(), due, last.id());
    }

    private static Map<String, Object> keys(Order order, String after) {
        try {
            if (order == Order.NEWEST) {
                return Map.of("afterId", Long.parseLong(after));
            }
            String[] parts = after.split("~", 3);
            return Map.of(
                    "afterSeverity", Integer.parseInt(parts[0]),
                    "afterDue", Timestamp.from(Instant.parse(parts[1])),
                    "afterId", Long.parseLong(parts[2]));
        } catch (RuntimeException e) {
            throw Refusal.badInput(
                    "case.page", "Expected to turn a page of cases, but '%s' is no page.".formatted(after), after);
        }
    }

    /** Other cases of the same matter near the point and the moment, nearest first. */
    public List<Similar> similar(Reach reach, long id, String matter, Point point, Instant at) {
        double up = SIMILAR_METRES / METRES_A_DEGREE;
        double across = up / Math.max(0.01, Math.cos(Math.toRadians(point.lat())));
        return database
                .sql(SELECT + WITHIN_REACH + """
                         and c.matter = :matter and c.id <> :id and c.status <> 'VOID'
                        and c.reported_at between :from and :to
                        and c.lon between :west and :east and c.lat between :south and :north
                        """)
                .params(values(reach))
                .param("matter", matter)
                .param("id", id)
                .param("from", Timestamp.from(at.minus(SIMILAR_WITHIN)))
                .param("to", Timestamp.from(at.plus(SIMILAR_WITHIN)))
                .param("west", point.lon() - across)
                .param("east", point.lon() + across)
                .param("south", point.lat() - up)
                .param("north", point.lat() + up)
                .query((row, number) -> line(row))
                .list()
                .stream()
                .map(line -> new Similar(line, distance(line, point)))
                .filter(found -> found.metres() <= SIMILAR_METRES)
                .sorted(java.util.Comparator.comparingDouble(Similar::metres))
                .toList();
    }

    private static double distance(CaseLine line, Point from) {
        return line.point() == null ? Double.MAX_VALUE : line.point().metresTo(from);
    }

    private static CaseLine line(ResultSet row) throws SQLException {
        String name = row.getString("name_zh");
        return new CaseLine(
                row.getLong("id"),
                row.getInt("version"),
                Status.valueOf(row.getString("status")),
                row.getString("source"),
                row.getString("matter"),
                name == null
                        ? new Bilingual(row.getString("matter"), "")
                        : new Bilingual(name, row.getString("name_en")),
                Severity.values()[row.getInt("severity")],
                row.getString("title"),
                Rows.point(row),
                row.getString("place"),
                row.getString("address"),
                row.getString("unit"),
                row.getObject("account", Long.class),
                CaseRows.instantOf(row, "reported_at"),
                Rows.instant(row, "deadline"),
                Rows.instant(row, "overdue_at"),
                Rows.instant(row, "closed_at"),
                row.getBoolean("automatic"));
    }
}
