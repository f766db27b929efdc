package org.chengmai.device;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.chengmai.device.model.Catalogue;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Registry;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Reach;
import org.springframework.stereotype.Component;

/** The devices that an actor may see, found, counted and paged through the {@link Catalogue}. */
@Component
final class DeviceList {

    private static final int SIZE = 50;

    private final Registry registry;
    private final LastValues last;
    private final Health health;

    DeviceList(Registry registry, LastValues last, Health health) {
        this.registry = registry;
        this.last = last;
        this.health = health;
    }

    /** One page, by id. */
    Page<Device> page(Actor actor, DeviceFilter filter, int page) {
        Catalogue catalogue = registry.catalogue();
        BitSet found = find(catalogue, actor, filter);
        int number = Math.max(0, page);
        List<Device> items = Arrays.stream(catalogue.inOrder(found, (long) number * SIZE, SIZE))
                .mapToObj(this::device)
                .toList();
        return new Page<>(items, number, SIZE, found.cardinality());
    }

    /** All that fit, by number. */
    Stream<Device> all(Actor actor, DeviceFilter filter) {
        return find(registry.catalogue(), actor, filter).stream().mapToObj(this::device);
    }

    DeviceCounts counts(Actor actor) {
        Catalogue catalogue = registry.catalogue();
        BitSet found = find(catalogue, actor, DeviceFilter.ALL);
        int total = found.cardinality();
        int alive = (int)
                found.stream().filter(health.test(Condition.ALIVE, catalogue)).count();
        int never =
                (int) found.stream().filter(device -> last.seen(device) == 0).count();
        return new DeviceCounts(total, alive, total - alive, never);
    }

    /** How many fit of each kind of which there are any. */
    Map<String, Long> kinds(Actor actor, DeviceFilter filter) {
        Catalogue catalogue = registry.catalogue();
        int[] sizes = catalogue.sizes(find(catalogue, actor, filter));
        Map<String, Long> kinds = new TreeMap<>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                kinds.merge(catalogue.groups().get(i).kind(), (long) sizes[i], Long::sum);
            }
        }
        return kinds;
    }

    private BitSet find(Catalogue catalogue, Actor actor, DeviceFilter filter) {
        Reach reach = actor.reach(Act.SEE_DEVICES);
        BitSet within = catalogue.of(g -> filter.holds(g.kind(), g.place()) && reach.covers(g.place(), g.unit()));
        BitSet named = filter.words().isEmpty() ? within : registry.search(within, filter.words());
        return Condition.of(filter.state())
                .map(condition -> those(named, health.test(condition, catalogue)))
                .orElse(named);
    }

    private static BitSet those(BitSet devices, IntPredicate test) {
        BitSet found = new BitSet(devices.length());
        devices.stream().filter(test).forEach(found::set);
        return found;
    }

    private Device device(int no) {
        return Objects.requireNonNull(registry.byNo(no));
    }
}
