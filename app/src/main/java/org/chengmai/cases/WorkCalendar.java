package org.chengmai.cases;

import java.io.Reader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.chengmai.audit.Audit;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Holiday;
import org.chengmai.cases.model.WorkingTime;
import org.chengmai.cases.store.HolidayRows;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The calendar that limits run on: the days that do not follow the week, as the city keeps them. */
@Service
public class WorkCalendar {

    private final HolidayRows rows;
    private final TransactionTemplate transactions;
    private final Audit audit;
    private volatile WorkingTime time;

    WorkCalendar(HolidayRows rows, TransactionTemplate transactions, Audit audit) {
        this.rows = rows;
        this.transactions = transactions;
        this.audit = audit;
        this.time = read();
    }

    /** When a clock of this kind, started at {@code from}, has run for {@code limit}. */
    public Instant deadline(Instant from, Duration limit, ClockKind kind) {
        return time.deadline(from, limit, kind);
    }

    /** For how long a clock of this kind runs between the two; negative when {@code to} is before {@code from}. */
    public Duration used(Instant from, Instant to, ClockKind kind) {
        return time.used(from, to, kind);
    }

    /** Whether the city works on the day. Any thread, from memory. */
    public boolean works(LocalDate day) {
        return time.works(day);
    }

    WorkingTime time() {
        return time;
    }

    /** The days that do not follow the week, first to last. */
    public List<Holiday> list() {
        return rows.list();
    }

    public void put(Actor actor, Holiday holiday) {
        actor.needs(Act.MANAGE_CATALOGUES);
        change(actor, "calendar.put", holiday.day().toString(), () -> rows.put(holiday));
    }

    /** Lets the day follow the week again. */
    public void remove(Actor actor, LocalDate day) {
        actor.needs(Act.MANAGE_CATALOGUES);
        change(actor, "calendar.remove", day.toString(), () -> rows.remove(day));
    }

    /** Says that the year's days were compared with the official notice. */
    public void checked(Actor actor, int year) {
        actor.needs(Act.MANAGE_CATALOGUES);
        change(actor, "calendar.checked", Integer.toString(year), () -> rows.checked(year));
    }

    /** Brings in days: columns {@code day,works,name}; {@code works} is 1 for a made-up working day, 0 for a holiday. */
    public ImportReport importCsv(Actor actor, Reader csv) {
        actor.needs(Act.MANAGE_CATALOGUES);
        ImportReport report = transactions.execute(status -> {
            ImportReport read = Table.read(csv, ',', List.of("day", "works", "name"), row -> rows.put(holiday(row)));
            audit.record(actor, "calendar.import", "calendar", read.taken() + " days");
            return read;
        });
        time = read();
        return report;
    }

    private static Holiday holiday(Table.Row row) {
        return new Holiday(day(row.must("day")), works(row.must("works")), row.must("name"), false);
    }

    private static boolean works(String value) {
        return switch (value) {
            case "1" -> true;
            case "0" -> false;
            default ->
                throw Refusal.badInput(
                        "calendar.works", "Expected 1 or 0 in column 'works', but found '%s'.".formatted(value), value);
        };
    }

    /** @throws Refusal when it is no day as {@code 2026-10-01} */
    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badInput(
                    "calendar.day", "Expected a day such as 2026-10-01, but found '%s'.".formatted(text), text);
        }
    }

    private void change(Actor actor, String action, String subject, Runnable write) {
        transactions.executeWithoutResult(status -> {
            write.run();
            audit.record(actor, action, subject, "");
        });
        time = read();
    }

    private WorkingTime read() {
        return new WorkingTime(rows.list().stream().collect(Collectors.toMap(Holiday::day, Holiday::works)));
    }
}
