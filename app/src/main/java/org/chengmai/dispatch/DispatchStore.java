package org.chengmai.dispatch;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What dispatch has done so that it does it once: tables {@code left_to_desk}, {@code nudge}. */
@Repository
class DispatchStore {

    private final JdbcClient database;
    private final InstantSource clock;

    DispatchStore(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean isLeftToDesk(long caseId) {
        return database.sql("select exists (select from dispatch.left_to_desk where case_id = :case)")
                .param("case", caseId)
                .query(Boolean.class)
                .single();
    }

    void leaveToDesk(long caseId, String reason) {
        database.sql("insert into dispatch.left_to_desk values (:case, :at, :reason) on conflict do nothing")
                .param("case", caseId)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .update();
    }

    /** Every case left to the desk may be tried again. */
    void forgetLeftToDesk() {
        database.sql("delete from dispatch.left_to_desk").update();
    }

    /** Whether this is the first nudge of its step for the task that was given at that time. */
    boolean nudge(long caseId, Instant givenAt, String step) {
        return database.sql("""
                        insert into dispatch.nudge (case_id, given_at, step, at) values (:case, :given, :step, :at)
                        on conflict do nothing
                        """)
                        .param("case", caseId)
                        .param("given", givenAt.atOffset(ZoneOffset.UTC))
                        .param("step", step)
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
