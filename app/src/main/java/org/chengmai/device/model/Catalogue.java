package org.chengmai.device.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.chengmai.device.Device;
import org.jspecify.annotations.Nullable;

/**
 * The roll as pages ask it, at one moment: every device's group by number, and all devices in the order of their ids. A
 * question about kind, place or unit is answered once a group, then read off an array of small numbers, so that a million
 * devices are counted exactly in milliseconds and nothing is kept beside the roll that could be wrong. Spots are left out: they
 * are seen with their cameras. Immutable.
 */
public final class Catalogue {

    /** What many devices have in common; {@code located} says whether they have a point. */
    public record Group(String kind, String place, @Nullable String unit, boolean enabled, boolean located) {

        static Group of(Device d) {
            return new Group(d.kind(), d.place(), d.unit(), d.enabled(), d.point() != null);
        }
    }

    private static final int NOBODY = -1;

    private final List<Group> groups;
    private final int[] groupOf;
    private final int[] byId;

    private Catalogue(List<Group> groups, int[] groupOf, int[] byId) {
        this.groups = groups;
        this.groupOf = groupOf;
        this.byId = byId;
    }

    /** Every group that ever had a device, by number. */
    public List<Group> groups() {
        return groups;
    }

    /** Number of the device's group. */
    public int group(int device) {
        return groupOf[device];
    }

    /** Numbers of the devices whose group fits. */
    public BitSet of(Predicate<Group> fits) {
        boolean[] fitting = eachGroup(fits);
        BitSet found = new BitSet(groupOf.length);
        for (int device = 0; device < groupOf.length; device++) {
            int group = groupOf[device];
            if (group != NOBODY && fitting[group]) {
                found.set(device);
            }
        }
        return found;
    }

    /** A test of devices that asks once for each group. */
    public IntPredicate test(Predicate<Group> fits) {
        boolean[] fitting = eachGroup(fits);
        return device -> fitting[groupOf[device]];
    }

    private boolean[] eachGroup(Predicate<Group> fits) {
        boolean[] fitting = new boolean[groups.size()];
        for (int i = 0; i < fitting.length; i++) {
            fitting[i] = fits.test(groups.get(i));
        }
        return fitting;
    }

    /** How many of these devices each group has, by its number. */
    public int[] sizes(BitSet devices) {
        int[] sizes = new int[groups.size()];
        devices.stream().forEach(device -> sizes[groupOf[device]]++);
        return sizes;
    }

    /** Of these devices, by id, the numbers of at most {@code most} after the first {@code skip}. */
    public int[] inOrder(BitSet devices, long skip, int most) {
        int[] page = new int[most];
        int taken = 0;
        long passed = 0;
        for (int i = 0; i < byId.length && taken < most; i++) {
            if (devices.get(byId[i]) && passed++ >= skip) {
                page[taken++] = byId[i];
            }
        }
        return Arrays.copyOf(page, taken);
    }

    /** The catalogue of a roll that changes. Used under the lock of the registry. */
    static final class Draft {

        private static final Comparator<Device> BY_ID = Comparator.comparing(Device::id);

        private final Map<Group, Integer> numbers = new HashMap<>();
        private final List<Group> groups = new ArrayList<>();
        private int[] groupOf = new int[1024];
        private int end;
        private int[] byId = new int[0];
        private int[] fresh = new int[1024];
        private int added;

        Draft() {
            Arrays.fill(groupOf, NOBODY);
        }

        void put(Device device, boolean isNew) {
            int no = device.no();
            if (no >= groupOf.length) {
                int length = groupOf.length;
                groupOf = Arrays.copyOf(groupOf, Math.max(no + 1, 2 * length));
                Arrays.fill(groupOf, length, groupOf.length, NOBODY);
            }
            end = Math.max(end, no + 1);
            if (device.isSpot()) {
                return;
            }
            groupOf[no] = numbers.computeIfAbsent(Group.of(device), this::number);
            if (isNew) {
                if (added == fresh.length) {
                    fresh = Arrays.copyOf(fresh, 2 * added);
                }
                fresh[added++] = no;
            }
        }

        private int number(Group group) {
            groups.add(group);
            return groups.size() - 1;
        }

        Catalogue catalogue(IntFunction<@Nullable Device> roll) {
            Device[] news = new Device[added];
            for (int i = 0; i < added; i++) {
                news[i] = Objects.requireNonNull(roll.apply(fresh[i]));
            }
            Arrays.sort(news, BY_ID);
            byId = merged(byId, news, roll);
            fresh = new int[1024];
            added = 0;
            return new Catalogue(List.copyOf(groups), Arrays.copyOf(groupOf, end), byId);
        }

        private static int[] merged(int[] old, Device[] news, IntFunction<@Nullable Device> roll) {
            int[] all = new int[old.length + news.length];
            int from = 0;
            int at = 0;
            for (Device one : news) {
                while (from < old.length && BY_ID.compare(Objects.requireNonNull(roll.apply(old[from])), one) < 0) {
                    all[at++] = old[from++];
                }
                all[at++] = one.no();
            }
            System.arraycopy(old, from, all, at, old.length - from);
            return all;
        }
    }
}
