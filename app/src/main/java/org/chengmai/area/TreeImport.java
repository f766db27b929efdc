package org.chengmai.area;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Fits the rows of a file into the tree as it stands: which become areas, and why the others do not. */
final class TreeImport {

    private final Actor actor;
    private final Map<String, Area> standing;
    private final Map<String, TreeRow> rows;
    private final Set<String> inCycles;
    private final Map<String, Area> taken = new HashMap<>();
    private final List<Area> order = new ArrayList<>();
    private final List<ImportReport.Fault> faults;

    TreeImport(
            Actor actor, Collection<Area> standing, Collection<TreeRow> rows, Collection<ImportReport.Fault> faults) {
        this.actor = actor;
        this.standing = standing.stream().collect(Collectors.toMap(Area::id, Function.identity()));
        this.rows = rows.stream().collect(Collectors.toMap(TreeRow::id, Function.identity()));
        this.faults = new ArrayList<>(faults);
        this.inCycles = cycles();
        // A parent's level is always higher, so this order meets parents before children.
        rows.stream().sorted(Comparator.comparing(TreeRow::level)).forEach(this::fit);
        this.faults.sort(Comparator.comparingLong(ImportReport.Fault::line));
    }

    /** What goes in, parents before children. */
    List<Area> taken() {
        return order;
    }

    ImportReport report() {
        return new ImportReport(order.size(), faults);
    }

    private void fit(TreeRow row) {
        try {
            Area area = place(row);
            actor.needs(Act.MANAGE_AREAS, area.place());
            taken.put(area.id(), area);
            order.add(area);
        } catch (Refusal refusal) {
            faults.add(ImportReport.Fault.of(row.line(), refusal));
        }
    }

    private Area place(TreeRow row) {
        String path = row.parent() == null ? "" : parentOf(row, row.parent()).place();
        if (row.parent() == null && !row.level().mayBeRoot()) {
            throw Refusal.badInput(
                    "area.root",
                    "Expected %s %s to stand below something, but it names no parent."
                            .formatted(row.level().word(), row.id()),
                    row.id());
        }
        Area area =
                new Area(row.id(), path + row.id() + "/", row.parent(), row.level(), row.name(), row.centre(), false);
        staysWhereItIs(area);
        return area;
    }

    private Area parentOf(TreeRow row, String parentId) {
        if (inCycles.contains(row.id())) {
            throw Refusal.badInput(
                    "area.cycle",
                    "Expected %s to stand below %s, but going up from there leads back to it."
                            .formatted(row.id(), parentId),
                    row.id(),
                    parentId);
        }
        TreeRow parentRow = rows.get(parentId);
        Area parent = taken.getOrDefault(parentId, standing.get(parentId));
        Level level = parent != null ? parent.level() : parentRow == null ? null : parentRow.level();
        if (level != null && !row.level().parents().contains(level)) {
            throw misfit(row, parentId, level);
        }
        if (parent == null) {
            throw missing(row, parentId, parentRow);
        }
        return parent;
    }

    private static Refusal misfit(TreeRow row, String parent, Level level) {
        return Refusal.badInput(
                "area.misfit",
                "Expected %s %s to stand below %s, but %s is a %s."
                        .formatted(row.level().word(), row.id(), wanted(row.level()), parent, level.word()),
                row.id(),
                parent);
    }

    private static String wanted(Level level) {
        Set<Level> parents = level.parents();
        return parents.isEmpty()
                ? "nothing"
                : "a " + parents.stream().sorted().map(Level::word).collect(Collectors.joining(" or a "));
    }

    private static Refusal missing(TreeRow row, String parent, @Nullable TreeRow parentRow) {
        return Refusal.badInput(
                "area.parent",
                "Expected %s to stand below %s, but %s."
                        .formatted(
                                row.id(),
                                parent,
                                parentRow == null
                                        ? "there is no such area"
                                        : "line " + parentRow.line() + ", which brings that one, has a fault"),
                row.id(),
                parent);
    }

    /** Records of every module carry the path of a place, so an area keeps its level and its parent for ever. */
    private void staysWhereItIs(Area area) {
        Area before = standing.get(area.id());
        if (before == null || (before.place().equals(area.place()) && before.level() == area.level())) {
            return;
        }
        throw Refusal.conflict(
                "area.moved",
                "Expected to put %s at %s as a %s, but it stands at %s as a %s and areas do not move."
                        .formatted(
                                area.id(),
                                area.place(),
                                area.level().word(),
                                before.place(),
                                before.level().word()),
                area.id());
    }

    /** The ids that lie on a circle of parents; every row is visited once. */
    private Set<String> cycles() {
        Set<String> found = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (String start : rows.keySet()) {
            Set<String> walk = new LinkedHashSet<>();
            String at = start;
            while (at != null && !done.contains(at) && rows.containsKey(at) && walk.add(at)) {
                at = java.util.Objects.requireNonNull(rows.get(at)).parent();
            }
            if (at != null && walk.contains(at)) {
                String first = at;
                walk.stream().dropWhile(id -> !id.equals(first)).forEach(found::add);
            }
            done.addAll(walk);
        }
        return found;
    }
}
