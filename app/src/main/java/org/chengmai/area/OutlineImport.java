package org.chengmai.area;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;

/** Matches the outlines of a file with the areas of the tree: which go in, and why the others do not. */
final class OutlineImport {

    private final Actor actor;
    private final Map<String, Area> areas;
    private final Set<String> seen = new HashSet<>();
    private final List<AreaStore.Outline> taken = new ArrayList<>();
    private final List<ImportReport.Fault> faults;

    OutlineImport(Actor actor, Collection<Area> areas, OutlineFile file) {
        this.actor = actor;
        this.areas = areas.stream().collect(Collectors.toMap(Area::id, Function.identity()));
        this.faults = new ArrayList<>(file.faults());
        for (OutlineFile.Feature feature : file.features()) {
            try {
                taken.add(match(feature));
            } catch (Refusal refusal) {
                faults.add(ImportReport.Fault.of(feature.number(), refusal));
            }
        }
        faults.sort(Comparator.comparingLong(ImportReport.Fault::line));
    }

    List<AreaStore.Outline> taken() {
        return taken;
    }

    ImportReport report() {
        return new ImportReport(taken.size(), faults);
    }

    private AreaStore.Outline match(OutlineFile.Feature feature) {
        String id = feature.id();
        Area area = areas.get(id);
        if (area == null) {
            throw Refusal.badInput(
                    "outline.unknown",
                    "Expected the outline of an area of the tree, but there is no area %s.".formatted(id),
                    id);
        }
        actor.needs(Act.MANAGE_AREAS, area.place());
        if (!seen.add(id)) {
            throw Refusal.badInput(
                    "outline.twice", "Expected one outline of %s, but the file brings another here.".formatted(id), id);
        }
        return new AreaStore.Outline(id, feature.shape(), feature.approximate());
    }
}
