package org.chengmai.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.stream.Expression.Quantity;

/**
 * Which device stands in which group at each level, and for every place expression of a rule and every group a tally of the
 * devices for which its condition is TRUE, FALSE or UNKNOWN. A group number of 0 stands for none.
 */
final class Places {
    private static final int LEVELS = PlaceLevel.values().length;
    private static final int TRUE = 1;
    private static final int FALSE = 2;

    /** A place expression of a kind's code: the cell of its slot, the rule's number within the kind. */
    record Site(int cell, int rule, PlaceLevel level, Quantity quantity) {}

    /** What is counted of one place expression in one group. */
    static final class Tally {
        final Site site;
        final Crew crew;
        private int trues;
        private int falses;

        private Tally(Site site, Crew crew) {
            this.site = site;
            this.crew = crew;
        }

        /** What the expression is worth. */
        double value() {
            int unknown = crew.size - trues - falses;
            return switch (site.quantity()) {
                case COUNT -> trues;
                case ANY -> trues > 0 ? 1 : unknown > 0 ? Evaluation.UNKNOWN : 0;
                case ALL -> falses > 0 ? 0 : unknown > 0 ? Evaluation.UNKNOWN : 1;
            };
        }

        private void count(long truth, int by) {
            trues += truth == TRUE ? by : 0;
            falses += truth == FALSE ? by : 0;
        }
    }

    /** The devices of one kind in one group. */
    static final class Crew {
        int[] devices = new int[4];
        int size;

        private void add(int device) {
            if (size == devices.length) {
                devices = Arrays.copyOf(devices, 2 * size);
            }
            devices[size++] = device;
        }

        private void remove(int device) {
            int at = 0;
            while (devices[at] != device) {
                at++;
            }
            devices[at] = devices[--size];
        }
    }

    private record CrewKey(int kind, PlaceLevel level, int group) {}

    private record TallyKey(int kind, int cell, int group) {}

    private final Map<CrewKey, Crew> crews = new HashMap<>();
    private final Map<TallyKey, Integer> numbers = new HashMap<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Tally> changed = new ArrayList<>();
    private int[] groups = new int[64];

    int group(int device, PlaceLevel level) {
        int at = device * LEVELS + level.ordinal();
        return at < groups.length ? groups[at] : 0;
    }

    void group(int device, PlaceLevel level, int group) {
        int at = device * LEVELS + level.ordinal();
        if (at >= groups.length) {
            groups = Arrays.copyOf(groups, Math.max(2 * groups.length, (device + 1) * LEVELS));
        }
        groups[at] = group;
    }

    /** The tallies whose number is another since they were last taken; take them before anything else changes. */
    List<Tally> changed() {
        return changed;
    }

    /** Lets a registered device count in its group of the level, with the truths that stand in its row. */
    void join(int device, KindCode code, PlaceLevel level, long[] cells, int row) {
        int group = group(device, level);
        if (group != 0) {
            Crew crew = crew(code, level, group);
            double[] before = values(code, level, group, crew);
            crew.add(device);
            count(code, level, group, crew, before, cells, row, 1);
        }
    }

    /** Takes a device out of its group of the level; its row keeps its truths. */
    void leave(int device, KindCode code, PlaceLevel level, long[] cells, int row) {
        int group = group(device, level);
        if (group != 0) {
            Crew crew = crew(code, level, group);
            double[] before = values(code, level, group, crew);
            crew.remove(device);
            count(code, level, group, crew, before, cells, row, -1);
        }
    }

    private Crew crew(KindCode code, PlaceLevel level, int group) {
        return crews.computeIfAbsent(new CrewKey(code.kind, level, group), key -> new Crew());
    }

    private double[] values(KindCode code, PlaceLevel level, int group, Crew crew) {
        return code.sites.stream()
                .filter(site -> site.level() == level)
                .mapToDouble(
                        site -> tallies.get(number(code, site, group, crew) - 1).value())
                .toArray();
    }

    private void count(
            KindCode code, PlaceLevel level, int group, Crew crew, double[] before, long[] cells, int row, int by) {
        int i = 0;
        for (Site site : code.sites) {
            if (site.level() == level) {
                int number = number(code, site, group, crew);
                Tally tally = tallies.get(number - 1);
                tally.count(cells[row + site.cell() + Slot.TRUTH], by);
                cells[row + site.cell() + Slot.TALLY] = by > 0 ? number : 0;
                note(tally, before[i++]);
            }
        }
    }

    private int number(KindCode code, Site site, int group, Crew crew) {
        return numbers.computeIfAbsent(new TallyKey(code.kind, site.cell(), group), key -> {
            tallies.add(new Tally(site, crew));
            return tallies.size();
        });
    }

    /** Takes in the device's own truth; what the expression is worth then. */
    double look(long[] cells, int slot, double truth) {
        long mark = truth == 1 ? TRUE : truth == 0 ? FALSE : 0;
        long before = cells[slot + Slot.TRUTH];
        double value = Evaluation.UNKNOWN;
        if (cells[slot + Slot.TALLY] == 0) {
            cells[slot + Slot.TRUTH] = mark;
        } else {
            Tally tally = tallies.get((int) cells[slot + Slot.TALLY] - 1);
            value = tally.value();
            if (mark != before) {
                double was = value;
                move(cells, slot, mark);
                note(tally, was);
                value = tally.value();
            }
        }
        cells[slot + Slot.SEEN] = Double.doubleToLongBits(value);
        cells[slot + Slot.CHANGED] = 0;
        return value;
    }

    /** Puts another mark in place of the device's own, and tells nobody. */
    void move(long[] cells, int slot, long mark) {
        if (cells[slot + Slot.TALLY] != 0) {
            Tally tally = tallies.get((int) cells[slot + Slot.TALLY] - 1);
            tally.count(cells[slot + Slot.TRUTH], -1);
            tally.count(mark, 1);
        }
        cells[slot + Slot.TRUTH] = mark;
    }

    /** Whether the number is another than the device has seen, and nobody has told it. */
    boolean isUnseen(long[] cells, int slot) {
        double value = cells[slot + Slot.TALLY] == 0
                ? Evaluation.UNKNOWN
                : tallies.get((int) cells[slot + Slot.TALLY] - 1).value();
        return cells[slot + Slot.CHANGED] == 0 && Double.doubleToLongBits(value) != cells[slot + Slot.SEEN];
    }

    private void note(Tally tally, double before) {
        if (Double.doubleToLongBits(before) != Double.doubleToLongBits(tally.value())) {
            changed.add(tally);
        }
    }

    /** Forgets all tallies; the groups of devices stay. */
    void clear() {
        crews.clear();
        numbers.clear();
        tallies.clear();
        changed.clear();
    }
}
