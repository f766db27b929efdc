package org.chengmai.dispatch;

import java.time.Duration;
import java.util.List;
import org.chengmai.audit.Audit;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long a dispatched task may wait before somebody is asked again: table {@code dispatch.patience}, by matter (code,
 * group or {@code *}) and severity (or {@code *}); the matter counts before the severity.
 */
@Component
public class Patience {

    /**
     * One row.
     *
     * @param remindMinutes after which the unit is reminded
     * @param escalateMinutes after which the dispatchers of the place are told, counted from the dispatch too
     */
    public record Limit(String matter, String severity, int remindMinutes, int escalateMinutes) {

        public Duration remind() {
            return Duration.ofMinutes(remindMinutes);
        }

        public Duration escalate() {
            return Duration.ofMinutes(escalateMinutes);
        }
    }

    private static final Limit DEFAULT = new Limit("*", "*", 10, 20);

    private final JdbcClient database;
    private final Matters matters;
    private final Audit audit;
    private final TransactionTemplate transactions;

    Patience(JdbcClient database, Matters matters, Audit audit, TransactionTemplate transactions) {
        this.database = database;
        this.matters = matters;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The limits for a case. */
    public Limit of(String matter, Severity severity) {
        String group = matters.find(matter).map(Matter::group).orElse(matter);
        return database.sql("""
                        select matter, severity, remind_minutes, escalate_minutes from dispatch.patience
                        where matter in (:matter, :group, '*') and severity in (:severity, '*')
                        order by matter = :matter desc, matter = :group desc, severity = :severity desc limit 1
                        """)
                .param("matter", matter)
                .param("group", group)
                .param("severity", severity.name())
                .query(Limit.class)
                .optional()
                .orElse(DEFAULT);
    }

    /** All rows. */
    public List<Limit> list() {
        return database.sql("""
                        select matter, severity, remind_minutes, escalate_minutes from dispatch.patience
                        order by matter, severity
                        """).query(Limit.class).list();
    }

    /** Sets the limits of a matter and severity for the whole city. */
    public void put(Actor actor, Limit limit) {
        actor.needs(Act.MANAGE_RESPONSIBILITY, "");
        if (limit.remindMinutes() < 1 || limit.escalateMinutes() <= limit.remindMinutes()) {
            throw Refusal.badInput(
                    "patience.order",
                    "Expected to remind after at least one minute and to escalate later than that, but got %d and %d."
                            .formatted(limit.remindMinutes(), limit.escalateMinutes()));
        }
        transactions.executeWithoutResult(tx -> {
            database.sql("""
                            insert into dispatch.patience values (:matter, :severity, :remind, :escalate)
                            on conflict (matter, severity) do update
                            set remind_minutes = excluded.remind_minutes, escalate_minutes = excluded.escalate_minutes
                            """)
                    .param("matter", limit.matter())
                    .param("severity", limit.severity())
                    .param("remind", limit.remindMinutes())
                    .param("escalate", limit.escalateMinutes())
                    .update();
            audit.record(actor, "patience.put", limit.matter() + " " + limit.severity(), limit.toString());
        });
    }
}
