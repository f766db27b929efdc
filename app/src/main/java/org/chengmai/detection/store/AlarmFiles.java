package org.chengmai.detection.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.AlarmFile;
import org.chengmai.detection.AlarmLine;
import org.chengmai.kernel.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads one alarm with all that belongs to it, bounded by reach. */
@Repository
public class AlarmFiles {

    private static final int MOST_BELOW = 20;

    private final JdbcClient database;
    private final AlarmTable table;

    AlarmFiles(JdbcClient database, AlarmTable table) {
        this.database = database;
        this.table = table;
    }

    private record Row(AlarmLine line, int device, Instant committed, boolean forPeople, String fault) {}

    public Optional<AlarmFile.History> find(Reach reach, long id) {
        return database.sql("""
                        select * from detection.alarm where id = :id and (place like any(:reach) or unit = any(:units))
                        """)
                .param("id", id)
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .query(AlarmFiles::row)
                .optional()
                .map(row -> file(reach, row));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String fault = row.getString("report_fault");
        return new Row(
                AlarmTable.line(row, number),
                row.getInt("device"),
                row.getTimestamp("committed_at").toInstant(),
                row.getBoolean("for_people"),
                fault == null ? "" : fault);
    }

    private AlarmFile.History file(Reach reach, Row row) {
        AlarmLine line = row.line();
        Long under = line.suppression() == null ? null : line.suppression().under();
        return new AlarmFile.History(
                line,
                row.device(),
                levels(line),
                row.committed(),
                row.forPeople(),
                under == null ? null : table.find(reach, under).orElse(null),
                below(reach, line.id()),
                row.fault().isEmpty() ? null : row.fault());
    }

    private List<AlarmFile.Level> levels(AlarmLine line) {
        return database.sql("select at, severity from detection.alarm_level where alarm = :id order by at")
                .param("id", line.id())
                .query((row, i) -> new AlarmFile.Level(
                        row.getTimestamp("at").toInstant(), Severity.valueOf(row.getString("severity"))))
                .list();
    }

    private List<AlarmLine> below(Reach reach, long id) {
        List<Long> ids = database.sql("""
                        select id from detection.alarm
                        where under = :id and (place like any(:reach) or unit = any(:units))
                        order by raised_at desc, id desc limit :limit
                        """)
                .param("id", id)
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .param("limit", MOST_BELOW)
                .query(Long.class)
                .list();
        return table.byIds(ids);
    }
}
