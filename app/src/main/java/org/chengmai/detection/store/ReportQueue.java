package org.chengmai.detection.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.AlarmLine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alarms that people must hear of and have not: the rows themselves are the queue. */
@Repository
public class ReportQueue {

    private static final int AT_ONCE = 200;
    private static final int LONGEST_FAULT = 500;

    /** An alarm with the number of its device. */
    public record Waiting(int device, AlarmLine alarm) {}

    private final JdbcClient database;
    private final InstantSource clock;

    ReportQueue(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A severity that an alarm has come to and of which its case has not heard. */
    public record Levelled(long alarm, Instant at, Severity severity, long caseId) {}

    /** Severities of which cases have not heard, oldest first, some at a time. */
    public List<Levelled> levelsToTell() {
        return database.sql("""
                        select l.alarm, l.at, l.severity, a.case_id
                        from detection.alarm_level l join detection.alarm a on a.id = l.alarm
                        where not l.told and a.case_id is not null order by l.at limit :limit
                        """)
                .param("limit", AT_ONCE)
                .query((row, i) -> new Levelled(
                        row.getLong("alarm"),
                        row.getTimestamp("at").toInstant(),
                        Severity.valueOf(row.getString("severity")),
                        row.getLong("case_id")))
                .list();
    }

    public void told(Levelled level) {
        database.sql("update detection.alarm_level set told = true where alarm = :alarm and at = :at")
                .param("alarm", level.alarm())
                .param("at", Timestamp.from(level.at()))
                .update();
    }

    /** Alarms without a case, oldest first, some at a time. */
    public List<Long> toReport() {
        return ids("for_people and case_id is null and not held");
    }

    /** Alarms that are over and whose case has not heard of it. */
    public List<Long> toTell() {
        return ids("case_id is not null and cleared_at is not null and not clear_told");
    }

    private List<Long> ids(String condition) {
        return database.sql("select id from detection.alarm where " + condition
                        + " and report_after <= :now order by id limit :limit")
                .param("now", Timestamp.from(clock.instant()))
                .param("limit", AT_ONCE)
                .query(Long.class)
                .list();
    }

    /** The alarm, held for this transaction, if it still has no case. */
    public Optional<Waiting> holdUnreported(long id) {
        return hold(id, "for_people and case_id is null and not held");
    }

    /** The alarm, held for this transaction, if its case still has not heard that it is over. */
    public Optional<Waiting> holdUntold(long id) {
        return hold(id, "case_id is not null and cleared_at is not null and not clear_told");
    }

    private Optional<Waiting> hold(long id, String condition) {
        return database.sql("select * from detection.alarm where id = :id and " + condition + " for update")
                .param("id", id)
                .query(ReportQueue::waiting)
                .optional();
    }

    /** The case of the alarm before this one of the same device and rule, about the same thing. */
    public Optional<Long> caseBefore(Waiting waiting) {
        return database.sql("""
                        select case_id from detection.alarm
                        where device = :device and scene = :scene and rule = :rule and id < :id and case_id is not null
                            and subject is not distinct from (select subject from detection.alarm where id = :id)
                        order by id desc limit 1
                        """)
                .param("device", waiting.device())
                .param("scene", waiting.alarm().scene())
                .param("rule", waiting.alarm().rule())
                .param("id", waiting.alarm().id())
                .query(Long.class)
                .optional();
    }

    /** Whether the case carries an alarm that is still active. */
    public boolean stillActive(long caseId) {
        return database.sql("select exists (select from detection.alarm where case_id = :case and cleared_at is null)")
                .param("case", caseId)
                .query(Boolean.class)
                .single();
    }

    public void reported(long id, long caseId) {
        database.sql("update detection.alarm set case_id = :case, report_fault = null where id = :id")
                .param("case", caseId)
                .param("id", id)
                .update();
    }

    public void told(long id) {
        database.sql("update detection.alarm set clear_told = true, report_fault = null where id = :id")
                .param("id", id)
                .update();
    }

    /** Puts the alarm off until {@code again}, with the reason why it could not be reported. */
    public void failed(long id, String why, Instant again) {
        database.sql("update detection.alarm set report_fault = :why, report_after = :again where id = :id")
                .param("why", why.substring(0, Math.min(why.length(), LONGEST_FAULT)))
                .param("again", Timestamp.from(again))
                .param("id", id)
                .update();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(row.getInt("device"), AlarmTable.line(row, number));
    }
}
