package org.chengmai.cases;

import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chengmai.audit.Audit;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.store.MatterRows;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The catalogue of matters: those of the national standard's table, the city's own, and those that scenes bring. */
@Service
public class Matters {

    private final MatterRows rows;
    private final TransactionTemplate transactions;
    private final Audit audit;

    Matters(MatterRows rows, TransactionTemplate transactions, Audit audit) {
        this.rows = rows;
        this.transactions = transactions;
        this.audit = audit;
    }

    public Matter get(String code) {
        return find(code)
                .orElseThrow(() -> Refusal.notFound(
                        "matter.unknown", "Expected a matter '%s', but the catalogue has none.".formatted(code), code));
    }

    public Optional<Matter> find(String code) {
        return rows.find(code);
    }

    /** All, by code. */
    public List<Matter> list() {
        return rows.list("");
    }

    /** Those with the words in code, name or group, by code. */
    public List<Matter> list(String words) {
        return rows.list(words);
    }

    /**
     * Puts a matter in, or changes the one with this code; limit, clock and photo rule stay where an officer set them by
     * hand.
     */
    public void define(Actor actor, Matter matter) {
        actor.needs(Act.MANAGE_CATALOGUES);
        check(matter);
        transactions.executeWithoutResult(status -> {
            boolean news = !rows.find(matter.code()).equals(Optional.of(matter));
            rows.define(matter);
            if (news) {
                audit.record(
                        actor, "matter.define", matter.code(), matter.name().zh());
            }
        });
    }

    /** Sets how long handling may take, on which clock, and whether feedback needs a photo. Open cases keep theirs. */
    public void rule(Actor actor, String code, Duration limit, ClockKind clock, boolean needsPhoto) {
        actor.needs(Act.MANAGE_CATALOGUES);
        Matter was = get(code);
        check(new Matter(code, was.name(), was.group(), limit, clock, needsPhoto));
        transactions.executeWithoutResult(status -> {
            rows.rule(code, new MatterRows.Rule(limit, clock, needsPhoto));
            audit.record(actor, "matter.rule", code, limit + " " + clock + (needsPhoto ? " photo" : ""));
        });
    }

    /**
     * Brings in the table of the national standard: columns {@code kind big bigname code name}, tab between. Parts and
     * matters share numbers, so the code here is kind and number: {@code 事项-02003}. A matter that is new takes the
     * default limit of its kind.
     */
    public ImportReport importTsv(Actor actor, Reader tsv) {
        actor.needs(Act.MANAGE_CATALOGUES);
        return transactions.execute(status -> {
            ImportReport report =
                    Table.read(tsv, '\t', List.of("kind", "big", "bigname", "code", "name"), this::takeRow);
            audit.record(actor, "matter.import", "matters", report.taken() + " rows");
            return report;
        });
    }

    private void takeRow(Table.Row row) {
        String kind = row.must("kind");
        MatterRows.Rule rule = rows.defaultRule(kind)
                .orElseThrow(() -> Refusal.badInput(
                        "matter.kind", "Expected 部件 or 事项 in column 'kind', but found '%s'.".formatted(kind), kind));
        String number = row.must("code");
        if (!number.matches("\\d{5}")) {
            throw Refusal.badInput(
                    "matter.number", "Expected a code of five digits, but found '%s'.".formatted(number), number);
        }
        String code = kind + "-" + number;
        Bilingual name = new Bilingual(
                row.must("name"), find(code).map(m -> m.name().en()).orElse(""));
        String group = kind + " " + row.must("bigname");
        rows.find(code)
                .ifPresentOrElse(
                        was -> rows.define(new Matter(code, name, group, was.limit(), was.clock(), was.needsPhoto())),
                        () -> rows.define(
                                new Matter(code, name, group, rule.limit(), rule.clock(), rule.needsPhoto())));
    }

    private static void check(Matter matter) {
        if (matter.code().isBlank() || matter.name().zh().isBlank()) {
            throw Refusal.badInput(
                    "matter.empty",
                    "Expected matter '%s' to have a code and a name, but one is empty.".formatted(matter.code()),
                    matter.code());
        }
        boolean inDays = matter.clock() == ClockKind.WORK_DAYS || matter.clock() == ClockKind.NATURAL_DAYS;
        Duration limit = matter.limit();
        boolean whole = !inDays || limit.equals(Duration.ofDays(limit.toDays()));
        if (!limit.isPositive() || limit.compareTo(Duration.ofDays(365)) > 0 || !whole) {
            throw Refusal.badInput(
                    "matter.limit",
                    "Expected matter '%s' to have a limit above zero, at most a year, in whole days on a clock of days, but got %s."
                            .formatted(matter.code(), limit),
                    matter.code(),
                    limit);
        }
    }
}
