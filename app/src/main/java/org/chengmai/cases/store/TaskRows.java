package org.chengmai.cases.store;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import org.chengmai.cases.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units have and had in hand. The index {@code one_open_task} holds that a case has one at most. */
@Repository
public class TaskRows {

    private final JdbcClient database;

    TaskRows(JdbcClient database) {
        this.database = database;
    }

    /** Makes the rows follow the case: from what was in hand to what is. */
    public void follow(long caseId, @Nullable Task before, @Nullable Task after, Instant now) {
        if (before != null && after != null && same(before, after)) {
            change(caseId, after);
            return;
        }
        if (before != null) {
            end(caseId, now);
        }
        if (after != null) {
            begin(caseId, after);
        }
    }

    private static boolean same(Task one, Task other) {
        return one.givenAt().equals(other.givenAt()) && one.unit().equals(other.unit());
    }

    private void change(long caseId, Task task) {
        database.sql("""
                        update cases.task set account = :account, taken_at = :taken, arrived_at = :arrived
                        where case_id = :case and ended_at is null
                        """)
                .param("case", caseId)
                .param("account", task.account(), Types.BIGINT)
                .param("taken", CaseRows.timestamp(task.takenAt()), Types.TIMESTAMP)
                .param("arrived", CaseRows.timestamp(task.arrivedAt()), Types.TIMESTAMP)
                .update();
    }

    private void end(long caseId, Instant now) {
        database.sql("update cases.task set ended_at = :now where case_id = :case and ended_at is null")
                .param("case", caseId)
                .param("now", Timestamp.from(now))
                .update();
    }

    private void begin(long caseId, Task task) {
        database.sql("insert into cases.task (case_id, unit, account, given_at) values (:case, :unit, :account, :at)")
                .param("case", caseId)
                .param("unit", task.unit())
                .param("account", task.account(), Types.BIGINT)
                .param("at", Timestamp.from(task.givenAt()))
                .update();
    }
}
