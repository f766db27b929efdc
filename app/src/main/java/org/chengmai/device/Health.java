package org.chengmai.device;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.chengmai.device.intake.RateLimits;
import org.chengmai.device.model.Catalogue;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.chengmai.device.store.HealthStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Reach;
import org.springframework.stereotype.Service;

/** The door of the devices' health: who is alive, silent, low on battery, wrong in its clock, forever coming and going. */
@Service
public class Health {

    /** Below this a battery is low, percent. */
    static final double LOW_BATTERY = 20;

    private static final int FLAPS = 3;
    private static final int FLAP_HOURS = 24;
    private static final int ASIDE_HOURS = 7 * 24;
    private static final long LIMITED_MILLIS = 24 * 60 * 60_000;
    private static final long LAG_MILLIS = 10 * 60_000;
    private static final long LEAD_MILLIS = 60_000;
    private static final long MINUTE_MILLIS = 60_000;
    private static final String BATTERY = "battery";

    /**
     * How many devices of a kind in a place are in which condition.
     *
     * @param place path of the street, or of whatever stands above it
     */
    public record Line(String kind, String place, long total, Map<Condition, Long> counts) {

        public long count(Condition condition) {
            return counts.getOrDefault(condition, 0L);
        }
    }

    private final Registry registry;
    private final LastValues last;
    private final HealthStore store;
    private final Maintenance maintenance;
    private final RateLimits limits;
    private final InstantSource clock;

    Health(
            Registry registry,
            LastValues last,
            HealthStore store,
            Maintenance maintenance,
            RateLimits limits,
            InstantSource clock) {
        this.registry = registry;
        this.last = last;
        this.store = store;
        this.maintenance = maintenance;
        this.limits = limits;
        this.clock = clock;
    }

    /** Counts the devices within the actor's reach by kind and street, in the order of their kinds and places. */
    public List<Line> lines(Actor actor, String kind) {
        Reach reach = actor.reach(Act.SEE_DEVICES);
        Catalogue catalogue = registry.catalogue();
        BitSet devices = catalogue.of(
                g -> g.enabled() && (kind.isEmpty() || g.kind().equals(kind)) && reach.covers(g.place(), g.unit()));
        Map<String, Map<String, Tally>> tallies = new TreeMap<>();
        Tally[] ofGroup = new Tally[catalogue.groups().size()];
        int[] sizes = catalogue.sizes(devices);
        for (int i = 0; i < sizes.length; i++) {
            Catalogue.Group group = catalogue.groups().get(i);
            if (sizes[i] > 0) {
                ofGroup[i] = tallies.computeIfAbsent(group.kind(), k -> new TreeMap<>())
                        .computeIfAbsent(street(group.place()), p -> new Tally());
                ofGroup[i].total += sizes[i];
            }
        }
        for (Condition condition : Condition.values()) {
            IntPredicate test = test(condition, catalogue);
            devices.stream()
                    .filter(test)
                    .forEach(device -> ofGroup[catalogue.group(device)].counts[condition.ordinal()]++);
        }
        List<Line> lines = new ArrayList<>();
        tallies.forEach((of, places) ->
                places.forEach((place, tally) -> lines.add(new Line(of, place, tally.total, tally.counts()))));
        return lines;
    }

    private static final class Tally {
        final long[] counts = new long[Condition.values().length];
        long total;

        Map<Condition, Long> counts() {
            Map<Condition, Long> named = new EnumMap<>(Condition.class);
            for (Condition condition : Condition.values()) {
                if (counts[condition.ordinal()] > 0) {
                    named.put(condition, counts[condition.ordinal()]);
                }
            }
            return Map.copyOf(named);
        }
    }

    /** The first two steps of a path: district and street. */
    private static String street(String place) {
        int district = place.indexOf('/');
        int street = place.indexOf('/', district + 1);
        return street < 0 ? place : place.substring(0, street + 1);
    }

    /** A test of many devices of the catalogue by their numbers, as things are now. */
    IntPredicate test(Condition condition, Catalogue catalogue) {
        return switch (condition) {
            case ALIVE -> alive(catalogue);
            case SILENT -> alive(catalogue).negate();
            case NEVER -> device -> last.seen(device) == 0;
            case BATTERY -> low(catalogue);
            case CLOCK -> offTime();
            case FLAPPING -> numbers(store.flapping(FLAPS, FLAP_HOURS).stream())::get;
            case UNPLACED -> catalogue.test(group -> !group.located());
            case MAINTENANCE -> maintenance.now(catalogue);
            case LIMITED -> numbers(limits.exceededSince(clock.millis() - LIMITED_MILLIS))::get;
        };
    }

    private static BitSet numbers(Stream<Integer> devices) {
        BitSet numbers = new BitSet();
        devices.forEach(numbers::set);
        return numbers;
    }

    /** How many messages the device may send in a minute; 0 for as many as it likes. */
    public int perMinute(Device device) {
        return limits.perMinute(device);
    }

    /** How often the device went beyond that. */
    public RateLimits.Excess excess(Device device) {
        return limits.excess(device.no());
    }

    /** Whether the device was heard within its kind's {@code silentMinutes}. */
    boolean alive(Device device) {
        return last.seen(device.no()) > clock.millis() - silentMillis(device.kind());
    }

    private IntPredicate alive(Catalogue catalogue) {
        long now = clock.millis();
        long[] since = catalogue.groups().stream()
                .mapToLong(group -> now - silentMillis(group.kind()))
                .toArray();
        return device -> last.seen(device) > since[catalogue.group(device)];
    }

    private long silentMillis(String kind) {
        Words words = registry.find(kind);
        return (words == null ? Kind.SILENT_MINUTES : words.kind().silentMinutes()) * MINUTE_MILLIS;
    }

    private IntPredicate low(Catalogue catalogue) {
        int[] channels = catalogue.groups().stream()
                .mapToInt(group -> {
                    Words words = registry.find(group.kind());
                    return words == null ? -1 : words.indexOf(BATTERY);
                })
                .toArray();
        return device -> {
            int channel = channels[catalogue.group(device)];
            return channel >= 0 && last.newest(device, channel) < LOW_BATTERY;
        };
    }

    /** Whether readings went aside for their time, or the newest event time lies far from the time at which the device was heard. */
    private IntPredicate offTime() {
        BitSet aside = numbers(store.outOfTime(ASIDE_HOURS).stream()
                .map(registry::byId)
                .filter(Objects::nonNull)
                .map(Device::no));
        return device -> {
            long seen = last.seen(device);
            long newest = seen == 0 ? 0 : last.newestAt(device);
            return aside.get(device) || (newest != 0 && (seen - newest > LAG_MILLIS || newest - seen > LEAD_MILLIS));
        };
    }
}
