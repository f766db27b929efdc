package org.chengmai.cases;

import java.io.Reader;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.chengmai.audit.Audit;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.ReportColumns;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings in reports from a CSV file, each row in a transaction of its own: what is in stays in, and comes in once. */
@Component
class ReportImport {

    private final Reception reception;
    private final Audit audit;

    ReportImport(Reception reception, Audit audit) {
        this.reception = reception;
        this.audit = audit;
    }

    ImportReport read(Actor actor, Reader csv, ReportColumns columns, IntConsumer progress) {
        actor.needs(Act.DISPATCH_CASE, columns.place());
        AtomicInteger rows = new AtomicInteger();
        ImportReport report = Table.read(csv, ',', needed(columns), row -> {
            progress.accept(rows.incrementAndGet());
            take(actor, row, columns);
        });
        audit.record(actor, "case.import", columns.source(), report.taken() + " rows");
        return report;
    }

    /** Columns that were named must be there. */
    private static List<String> needed(ReportColumns columns) {
        return Stream.of(
                        columns.ref(),
                        columns.title(),
                        columns.words(),
                        columns.saidAt(),
                        columns.name(),
                        columns.phone(),
                        columns.address(),
                        columns.lon(),
                        columns.lat(),
                        columns.matterCode())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private void take(Actor actor, Table.Row row, ReportColumns columns) {
        String matter = row.get(columns.matterCode());
        Report report = new Report(
                columns.source(),
                row.must(columns.ref()),
                matter.isEmpty() ? columns.matter() : matter,
                point(row, columns),
                columns.place(),
                row.get(columns.address()),
                row.must(columns.title()),
                row.get(columns.words()),
                Severity.MINOR,
                false,
                null,
                new Reporter(row.get(columns.name()), row.get(columns.phone())),
                List.of(),
                null,
                null);
        String saidAt = row.get(columns.saidAt());
        reception.take(actor, report, saidAt.isEmpty() ? null : saidAt);
    }

    private static @Nullable Point point(Table.Row row, ReportColumns columns) {
        if (row.get(columns.lon()).isEmpty() || row.get(columns.lat()).isEmpty()) {
            return null;
        }
        return new Point(row.number(columns.lon()), row.number(columns.lat()));
    }
}
