package org.chengmai.cases.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.chengmai.cases.model.Counts;
import org.chengmai.cases.model.Status;
import org.chengmai.kernel.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many cases there are; reads the open ones and today's, never all there ever were. */
@Repository
public class CaseCounts {

    private final JdbcClient database;

    CaseCounts(JdbcClient database) {
        this.database = database;
    }

    /** @param midnight when today began */
    public Counts count(Reach reach, Instant midnight) {
        Tally tally = new Tally();
        database.sql("""
                        select c.status, split_part(c.place, '/', 2) as street, c.matter, c.source,
                            c.overdue_at is not null as late, count(*) as cases
                        from cases.case_file c
                        where (c.status not in ('CLOSED', 'VOID') or c.closed_at >= :midnight)
                          and\s""" + CaseSearch.WITHIN_REACH + " group by 1, 2, 3, 4, 5")
                .param("midnight", Timestamp.from(midnight))
                .param("places", reach.patterns())
                .param("units", reach.units())
                .param("account", reach.account())
                .query(row -> {
                    tally.add(
                            Status.valueOf(row.getString("status")),
                            row.getString("street"),
                            row.getString("matter"),
                            row.getString("source"),
                            row.getBoolean("late"),
                            row.getInt("cases"));
                });
        return tally.counts(reportedSince(reach, midnight));
    }

    private int reportedSince(Reach reach, Instant midnight) {
        return database.sql("select count(*) from cases.case_file c where c.reported_at >= :midnight and "
                        + CaseSearch.WITHIN_REACH)
                .param("midnight", Timestamp.from(midnight))
                .param("places", reach.patterns())
                .param("units", reach.units())
                .param("account", reach.account())
                .query(Integer.class)
                .single();
    }

    private static final class Tally {
        private final Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
        private final Map<String, Integer> byStreet = new HashMap<>();
        private final Map<String, Integer> byMatter = new HashMap<>();
        private final Map<String, Integer> bySource = new HashMap<>();
        private int open;
        private int overdue;

        void add(Status status, String street, String matter, String source, boolean late, int cases) {
            byStatus.merge(status, cases, Integer::sum);
            if (status.over()) {
                return;
            }
            open += cases;
            overdue += late ? cases : 0;
            byStreet.merge(street, cases, Integer::sum);
            byMatter.merge(matter, cases, Integer::sum);
            bySource.merge(source, cases, Integer::sum);
        }

        Counts counts(int reportedToday) {
            int closedToday = byStatus.getOrDefault(Status.CLOSED, 0);
            return new Counts(open, overdue, reportedToday, closedToday, byStatus, byStreet, byMatter, bySource);
        }
    }
}
