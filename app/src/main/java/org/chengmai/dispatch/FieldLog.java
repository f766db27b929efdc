package org.chengmai.dispatch;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which acts from the field have been carried out: table {@code dispatch.field_act}. */
@Repository
public class FieldLog {

    private final JdbcClient database;
    private final InstantSource clock;

    FieldLog(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes the act; false when the same act of the same account was carried out before. Call within its transaction. */
    public boolean isNew(UUID act, long account, long caseId) {
        return database.sql("""
                        insert into dispatch.field_act (id, account, case_id, at) values (:id, :account, :case, :at)
                        on conflict (id, account) do nothing
                        """)
                        .param("id", act)
                        .param("account", account)
                        .param("case", caseId)
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
