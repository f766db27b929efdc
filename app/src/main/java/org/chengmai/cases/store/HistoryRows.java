package org.chengmai.cases.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Fact;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history: lines are added, never changed; a trigger of the database holds that. */
@Repository
public class HistoryRows {

    /** A case that the sweep found overdue. */
    public record Late(long id, String place, @Nullable String unit) {}

    private static final int MOST_AT_ONCE = 500;

    private final JdbcClient database;

    HistoryRows(JdbcClient database) {
        this.database = database;
    }

    /** Adds the fact that led to this state. */
    public void append(CaseState after, Fact fact, Actor by, Instant at) {
        database.sql("""
                        insert into cases.event (case_id, seq, step, at, account, name, kind, words, data)
                        values (:case, :seq, :step, :at, :account, :name, :kind, :words, :data::jsonb)
                        """)
                .param("case", after.id())
                .param("seq", after.length())
                .param("step", after.version())
                .param("at", Timestamp.from(at))
                .param("account", by.account())
                .param("name", by.name())
                .param("kind", fact.kind().stored())
                .param("words", fact.words())
                .param("data", FactJson.data(fact))
                .update();
    }

    public List<Event> list(long caseId) {
        return database.sql("select * from cases.event where case_id = :case order by seq")
                .param("case", caseId)
                .query((row, number) -> event(row))
                .list();
    }

    /** The facts themselves, first to last; what they come to is the state of the case. */
    public List<Fact> facts(long caseId) {
        return database.sql("select kind, words, data::text from cases.event where case_id = :case order by seq")
                .param("case", caseId)
                .query((row, number) -> FactJson.read(
                        EventKind.ofStored(row.getString("kind")), row.getString("words"), row.getString("data")))
                .list();
    }

    /** The line that brought the case to this step. */
    public Optional<Event> atStep(long caseId, int step) {
        return database.sql("select * from cases.event where case_id = :case and step = :step order by seq limit 1")
                .param("case", caseId)
                .param("step", step)
                .query((row, number) -> event(row))
                .optional();
    }

    /** What was observed last under this key. */
    public Optional<String> observed(long caseId, String key) {
        return database.sql("""
                        select words from cases.event
                        where case_id = :case and kind = 'observed' and data ->> 'key' = :key
                        order by seq desc limit 1
                        """)
                .param("case", caseId)
                .param("key", key)
                .query(String.class)
                .optional();
    }

    /** Marks every case whose deadline has passed and says so in its history, in one statement. */
    public List<Late> markOverdue(Instant now) {
        return database.sql("""
                        with late as (
                            update cases.case_file set overdue_at = :now, length = length + 1
                            where id in (
                                select id from cases.case_file
                                where deadline < :now and overdue_at is null
                                  and status in ('REGISTERED', 'DISPATCHED', 'HANDLING')
                                order by deadline limit :most for update skip locked)
                            returning id, length, version, place, unit, deadline),
                        told as (
                            insert into cases.event (case_id, seq, step, at, account, name, kind, words, data)
                            select id, length, version, :now, 0, :city, 'overdue', '',
                                jsonb_build_object('deadline',
                                    to_char(deadline at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                            from late)
                        select id, place, unit from late order by id
                        """)
                .param("now", Timestamp.from(now))
                .param("most", MOST_AT_ONCE)
                .param("city", Actor.CITY.name())
                .query((row, number) -> new Late(row.getLong("id"), row.getString("place"), row.getString("unit")))
                .list();
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getInt("seq"),
                row.getTimestamp("at").toInstant(),
                row.getLong("account"),
                row.getString("name"),
                EventKind.ofStored(row.getString("kind")),
                row.getString("words"),
                FactJson.map(row.getString("data")));
    }
}
