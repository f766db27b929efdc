package org.chengmai.dispatch;

import java.io.Reader;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Matter;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of who answers for a matter in a place, inherited down the area tree.
 *
 * <p>The most specific row wins: first the nearest place up the tree, then the matter itself over its group over any
 * matter ({@code *}).
 */
@Component
public class Responsibility {

    /** Stands for any matter. */
    public static final String ANY = "*";

    /**
     * One row: in {@code place} and below, {@code unit} answers for {@code matter}.
     *
     * @param matter code of a matter, a group of matters, or {@code *}
     * @param place path in the area tree; empty for the whole city
     * @param verifier the role that looks whether it is done, where the desk does not do it itself
     */
    public record Row(
            long id,
            String matter,
            String place,
            String unit,
            @Nullable Role verifier) {}

    /** The table has changed; cases left to the desk because nobody answered may find somebody now. */
    public record ResponsibilityChanged() {}

    private final ResponsibilityStore store;
    private final Areas areas;
    private final Units units;
    private final Matters matters;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    Responsibility(
            ResponsibilityStore store,
            Areas areas,
            Units units,
            Matters matters,
            Audit audit,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.areas = areas;
        this.units = units;
        this.matters = matters;
        this.audit = audit;
        this.transactions = transactions;
        this.events = events;
    }

    /** Who answers for the matter in the place; nobody when no row fits. */
    public Optional<Row> find(String matter, String place) {
        return fitting(matter, place).stream().findFirst();
    }

    /** Every row that fits the matter in the place, the one that wins first: the explanation of {@link #find}. */
    public List<Row> fitting(String matter, String place) {
        String group = matters.find(matter).map(Matter::group).orElse(matter);
        Comparator<Row> nearest = Comparator.comparingInt(row -> -row.place().length());
        return store.fitting(ancestors(place), List.of(matter, group, ANY)).stream()
                .sorted(nearest.thenComparingInt(row -> breadth(row, matter)))
                .toList();
    }

    private static int breadth(Row row, String matter) {
        if (row.matter().equals(matter)) {
            return 0;
        }
        return row.matter().equals(ANY) ? 2 : 1;
    }

    /** The place itself and all above it, the whole city ({@code ""}) included. */
    static SequencedSet<String> ancestors(String place) {
        SequencedSet<String> paths = new LinkedHashSet<>();
        paths.add("");
        for (int slash = place.indexOf('/'); slash >= 0; slash = place.indexOf('/', slash + 1)) {
            paths.add(place.substring(0, slash + 1));
        }
        return paths;
    }

    /** The rows at and below the places that the actor may manage, by place and matter. */
    public List<Row> list(Actor actor) {
        Reach reach = actor.reach(Act.MANAGE_RESPONSIBILITY);
        return store.list(reach);
    }

    /** Adds a row, or changes the one of the same matter and place. */
    public void put(Actor actor, Row row) {
        transactions.executeWithoutResult(tx -> {
            check(actor, row);
            store.put(row);
            audit.record(actor, "responsibility.put", row.matter() + " @ " + row.place(), row.unit());
            events.publishEvent(new ResponsibilityChanged());
        });
    }

    /** Takes a row away; what lies above it in the tree answers again. */
    public void remove(Actor actor, long id) {
        transactions.executeWithoutResult(tx -> {
            Row row = store.find(id)
                    .orElseThrow(() -> Refusal.notFound(
                            "responsibility.missing",
                            "Expected a responsibility row %d, but there is none.".formatted(id)));
            actor.needs(Act.MANAGE_RESPONSIBILITY, row.place());
            store.remove(id);
            audit.record(actor, "responsibility.remove", row.matter() + " @ " + row.place(), row.unit());
            events.publishEvent(new ResponsibilityChanged());
        });
    }

    /**
     * Takes rows {@code matter,area,unit,verifier}: matter a code, a group or {@code *}; area an id of the tree or
     * {@code *}; verifier a role or empty. Rows that do not fit are listed, the others go in.
     */
    public ImportReport importCsv(Actor actor, Reader csv) {
        actor.needs(Act.MANAGE_RESPONSIBILITY);
        return transactions.execute(tx -> {
            ImportReport report = Table.read(csv, ',', List.of("matter", "area", "unit"), row -> {
                Row wanted = read(row);
                check(actor, wanted);
                store.put(wanted);
            });
            audit.record(actor, "responsibility.import", "", report.taken() + " rows");
            events.publishEvent(new ResponsibilityChanged());
            return report;
        });
    }

    private Row read(Table.Row row) {
        return new Row(0, row.must("matter"), placeOf(row.must("area")), row.must("unit"), roleOf(row.get("verifier")));
    }

    /** The path of an area id; empty for {@code *}. */
    public String placeOf(String area) {
        if (area.equals(ANY)) {
            return "";
        }
        return areas.find(area)
                .map(Area::place)
                .orElseThrow(() -> Refusal.badInput(
                        "responsibility.area",
                        "Expected an area with the id '%s', but there is none.".formatted(area),
                        area));
    }

    /** The verifying role of this name; null when the name is empty. */
    public static @Nullable Role roleOf(String name) {
        if (name.isBlank()) {
            return null;
        }
        try {
            Role role = Role.valueOf(name.toUpperCase(java.util.Locale.ROOT));
            if (role.may(Act.VERIFY_CASE)) {
                return role;
            }
        } catch (IllegalArgumentException unknown) {
            // told below, as for a role that may not verify
        }
        throw Refusal.badInput(
                "responsibility.verifier", "Expected a role that may verify, but '%s' is none.".formatted(name), name);
    }

    private void check(Actor actor, Row row) {
        actor.needs(Act.MANAGE_RESPONSIBILITY, row.place());
        if (!knownMatter(row.matter())) {
            throw Refusal.badInput(
                    "responsibility.matter",
                    "Expected a matter, a group of matters or *, but '%s' is none.".formatted(row.matter()),
                    row.matter());
        }
        if (units.find(row.unit()).isEmpty()) {
            throw Refusal.badInput(
                    "responsibility.unit",
                    "Expected a unit with the id '%s', but there is none.".formatted(row.unit()),
                    row.unit());
        }
    }

    private boolean knownMatter(String matter) {
        return matter.equals(ANY)
                || matters.find(matter).isPresent()
                || matters.list().stream().anyMatch(m -> m.group().equals(matter));
    }

    /** The unit's name as people know it, or its id when it is gone. */
    public String nameOf(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }
}
