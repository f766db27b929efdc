package org.chengmai.stream;

import java.util.List;
import java.util.Objects;

/** Sees to it that devices which share a place learn of each other: whose number of a place has changed, looks again. */
final class Neighbours {
    private final Places places;
    private final Timers timers;

    Neighbours(Places places, Timers timers) {
        this.places = places;
        this.timers = timers;
    }

    void place(Fleet fleet, int device, PlaceLevel level, int group) {
        KindCode code = fleet.code(device);
        if (places.group(device, level) == group || code == null || !code.levels.contains(level)) {
            places.group(device, level, group);
            return;
        }
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        places.leave(device, code, level, cells, row);
        stir(fleet, device, Limits.NONE);
        places.group(device, level, group);
        places.join(device, code, level, cells, row);
        stir(fleet, device, Limits.NONE);
        lookAround(fleet, device);
    }

    void forget(int device) {
        for (PlaceLevel level : PlaceLevel.values()) {
            places.group(device, level, 0);
        }
    }

    void join(Fleet fleet, int device) {
        KindCode code = Objects.requireNonNull(fleet.code(device));
        for (PlaceLevel level : code.levels) {
            places.join(device, code, level, fleet.cells(), fleet.row(device));
            stir(fleet, device, Limits.NONE);
        }
    }

    void leave(Fleet fleet, int device) {
        KindCode code = Objects.requireNonNull(fleet.code(device));
        for (PlaceLevel level : code.levels) {
            places.leave(device, code, level, fleet.cells(), fleet.row(device));
            stir(fleet, device, Limits.NONE);
        }
    }

    /** Makes the rules due of all others whose number of a place is another since then. */
    void stir(Fleet fleet, int device, long then) {
        List<Places.Tally> changed = places.changed();
        if (changed.isEmpty()) {
            return;
        }
        long[] cells = fleet.cells();
        for (int i = 0; i < changed.size(); i++) {
            Places.Site site = changed.get(i).site;
            Places.Crew crew = changed.get(i).crew;
            for (int j = 0; j < crew.size; j++) {
                int other = crew.devices[j];
                if (other != device) {
                    int row = fleet.row(other);
                    cells[row + site.cell() + Slot.CHANGED] = 1;
                    KindCode code = Objects.requireNonNull(fleet.code(other));
                    code.markFrom(cells, row, site.rule(), then);
                    code.settle(cells, row, site.rule(), false);
                    timers.arm(fleet, other);
                }
            }
        }
        changed.clear();
    }

    /** Lets every device of a fleet that was read in look at its neighbours, and its timers run. */
    void lookAround(Fleet fleet) {
        for (int device = 0; device < fleet.end(); device++) {
            KindCode code = fleet.code(device);
            if (code != null) {
                code.unsettle(fleet.cells(), fleet.row(device));
                lookAround(fleet, device);
                timers.arm(fleet, device);
            }
        }
    }

    /** Makes the rules due of a device that stands elsewhere now. */
    void lookAround(Fleet fleet, int device) {
        KindCode code = Objects.requireNonNull(fleet.code(device));
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        for (Places.Site site : code.sites) {
            if (places.isUnseen(cells, row + site.cell())) {
                cells[row + site.cell() + Slot.CHANGED] = 1;
                code.markFrom(cells, row, site.rule(), Limits.NONE);
                code.settle(cells, row, site.rule(), false);
                timers.arm(fleet, device);
            }
        }
    }
}
