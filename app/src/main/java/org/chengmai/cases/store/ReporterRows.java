package org.chengmai.cases.store;

import java.util.Optional;
import org.chengmai.cases.model.Reporter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who reported: personal data, kept apart from the cases. */
@Repository
public class ReporterRows {

    private final JdbcClient database;

    ReporterRows(JdbcClient database) {
        this.database = database;
    }

    public void insert(long caseId, Reporter reporter) {
        database.sql("insert into cases.reporter (case_id, name, phone) values (:case, :name, :phone)")
                .param("case", caseId)
                .param("name", reporter.name().strip())
                .param("phone", reporter.phone().strip())
                .update();
    }

    public Optional<Reporter> find(long caseId) {
        return database.sql("select name, phone from cases.reporter where case_id = :case")
                .param("case", caseId)
                .query((row, number) -> new Reporter(row.getString("name"), row.getString("phone")))
                .optional();
    }
}
