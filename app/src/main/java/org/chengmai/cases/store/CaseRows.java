package org.chengmai.cases.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Fact.Terms;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Severity;
import org.chengmai.cases.model.Status;
import org.chengmai.cases.model.Task;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One row a case: what was reported, and where it stands. */
@Repository
public class CaseRows {

    /** A case with its open task, locked when it was asked for to be changed. */
    public record Stored(CaseHead head, CaseState state) {}

    private static final String SELECT = """
            select c.*, t.unit as task_unit, t.account as task_account, t.given_at, t.taken_at, t.arrived_at
            from cases.case_file c left join cases.task t on t.case_id = c.id and t.ended_at is null
            """;

    private final JdbcClient database;

    CaseRows(JdbcClient database) {
        this.database = database;
    }

    /**
     * Makes the row of a case, which takes a number.
     *
     * @return the number, or empty when this source and reference have one already
     */
    public Optional<Long> insert(CaseHead head, Terms terms, Instant now) {
        Point point = head.point();
        return database.sql("""
                        insert into cases.case_file (code, source, source_ref, title, words, address, lon, lat, device_id,
                            version, length, status, matter, place, severity, automatic, limit_seconds, clock,
                            needs_photo, reported_at)
                        values (:code, :source, :ref, :title, :words, :address, :lon, :lat, :device,
                            1, 1, 'REPORTED', :matter, :place, :severity, :automatic, :limit, :clock,
                            :needsPhoto, :now)
                        on conflict (source, source_ref) do nothing
                        returning id
                        """)
                .param("code", head.code())
                .param("source", head.source())
                .param("ref", head.sourceRef())
                .param("title", head.title())
                .param("words", head.words())
                .param("address", head.address())
                .param("lon", point == null ? null : point.lon(), Types.DOUBLE)
                .param("lat", point == null ? null : point.lat(), Types.DOUBLE)
                .param("device", head.deviceId(), Types.VARCHAR)
                .param("matter", terms.matter())
                .param("place", terms.place())
                .param("severity", terms.severity().ordinal())
                .param("automatic", terms.automatic())
                .param("limit", terms.limit().toSeconds())
                .param("clock", terms.clock().name())
                .param("needsPhoto", terms.needsPhoto())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    public Optional<Long> idOf(String source, String ref) {
        return database.sql("select id from cases.case_file where source = :source and source_ref = :ref")
                .param("source", source)
                .param("ref", ref)
                .query(Long.class)
                .optional();
    }

    public Optional<Long> idOf(String code) {
        return database.sql("select id from cases.case_file where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional();
    }

    public Optional<Stored> find(long id) {
        return database.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query(STORED)
                .optional();
    }

    /** The case, for this transaction alone until it ends. */
    public Optional<Stored> lock(long id) {
        boolean there = database.sql("select id from cases.case_file where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional()
                .isPresent();
        return there ? find(id) : Optional.empty();
    }

    /** Automatic cases that no unit ever had, oldest first. */
    public List<Stored> waitingForPlan(int most) {
        return database.sql(SELECT + """
                        where c.automatic and c.status = 'REGISTERED'
                          and not exists (select 1 from cases.task had where had.case_id = c.id)
                        order by c.id limit :most
                        """).param("most", most).query(STORED).list();
    }

    /** Cases whose open task was given before then and is not taken, longest waiting first. */
    public List<Stored> untaken(Instant givenBefore, int most) {
        return database.sql(SELECT + """
                        where t.taken_at is null and t.given_at < :before order by t.given_at limit :most
                        """)
                .param("before", Timestamp.from(givenBefore))
                .param("most", most)
                .query(STORED)
                .list();
    }

    /** Writes where the case stands now. */
    public void save(CaseState state) {
        Task task = state.work().task();
        database.sql("""
                        update cases.case_file set version = :version, length = :length, status = :status,
                            matter = :matter, place = :place, limit_seconds = :limit, clock = :clock,
                            needs_photo = :needsPhoto, registered_at = :registered, deadline = :deadline,
                            overdue_at = :overdue, fed_back_at = :fedBack, closed_at = :closed, unit = :unit,
                            account = :account, handler = :handler, given_back = :givenBack, outcome = :outcome,
                            stars = :stars
                        where id = :id
                        """)
                .param("id", state.id())
                .param("version", state.version())
                .param("length", state.length())
                .param("status", state.status().name())
                .param("matter", state.terms().matter())
                .param("place", state.terms().place())
                .param("limit", state.terms().limit().toSeconds())
                .param("clock", state.terms().clock().name())
                .param("needsPhoto", state.terms().needsPhoto())
                .param("registered", timestamp(state.times().registeredAt()), Types.TIMESTAMP)
                .param("deadline", timestamp(state.times().deadline()), Types.TIMESTAMP)
                .param("overdue", timestamp(state.times().overdueAt()), Types.TIMESTAMP)
                .param("fedBack", timestamp(state.times().fedBackAt()), Types.TIMESTAMP)
                .param("closed", timestamp(state.times().closedAt()), Types.TIMESTAMP)
                .param("unit", state.work().unit(), Types.VARCHAR)
                .param("account", task == null ? null : task.account(), Types.BIGINT)
                .param(
                        "handler",
                        state.work().handler() == 0 ? null : state.work().handler(),
                        Types.BIGINT)
                .param("givenBack", state.work().givenBack())
                .param("outcome", name(state.work().outcome()), Types.VARCHAR)
                .param("stars", state.stars())
                .update();
    }

    private static @Nullable String name(@Nullable Outcome outcome) {
        return outcome == null ? null : outcome.name();
    }

    static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    static Instant instantOf(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static final RowMapper<Stored> STORED = (row, number) -> new Stored(head(row), state(row));

    private static CaseHead head(ResultSet row) throws SQLException {
        return new CaseHead(
                row.getLong("id"),
                row.getString("code"),
                row.getString("source"),
                row.getString("source_ref"),
                row.getString("title"),
                row.getString("words"),
                row.getString("address"),
                Rows.point(row),
                row.getString("device_id"));
    }

    private static CaseState state(ResultSet row) throws SQLException {
        Terms terms = new Terms(
                row.getString("matter"),
                row.getString("place"),
                Severity.values()[row.getInt("severity")],
                row.getBoolean("automatic"),
                Duration.ofSeconds(row.getLong("limit_seconds")),
                ClockKind.valueOf(row.getString("clock")),
                row.getBoolean("needs_photo"));
        CaseState.Times times = new CaseState.Times(
                instantOf(row, "reported_at"),
                Rows.instant(row, "registered_at"),
                Rows.instant(row, "deadline"),
                Rows.instant(row, "overdue_at"),
                Rows.instant(row, "fed_back_at"),
                Rows.instant(row, "closed_at"));
        String outcome = row.getString("outcome");
        CaseState.Work work = new CaseState.Work(
                task(row),
                row.getString("unit"),
                row.getLong("handler"),
                row.getInt("given_back"),
                outcome == null ? null : Outcome.valueOf(outcome));
        return new CaseState(
                row.getLong("id"),
                row.getInt("version"),
                row.getInt("length"),
                Status.valueOf(row.getString("status")),
                terms,
                times,
                work,
                row.getInt("stars"));
    }

    private static @Nullable Task task(ResultSet row) throws SQLException {
        String unit = row.getString("task_unit");
        if (unit == null) {
            return null;
        }
        return new Task(
                unit,
                row.getObject("task_account", Long.class),
                instantOf(row, "given_at"),
                Rows.instant(row, "taken_at"),
                Rows.instant(row, "arrived_at"));
    }
}
