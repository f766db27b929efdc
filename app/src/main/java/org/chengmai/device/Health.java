package org.chengmai.device;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chengmai.device.intake.RateLimits;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.chengmai.device.store.HealthStore;
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

    /** Counts devices by kind and street, in the order of their kinds and places. */
    public List<Line> lines(Stream<Device> devices) {
        Map<Condition, Predicate<Device>> tests = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            tests.put(condition, test(condition));
        }
        Map<String, Map<String, Tally>> tallies = new TreeMap<>();
        devices.filter(Device::enabled)
                .forEach(device -> tallies.computeIfAbsent(device.kind(), k -> new TreeMap<>())
                        .computeIfAbsent(street(device.place()), p -> new Tally())
                        .add(device, tests));
        List<Line> lines = new ArrayList<>();
        tallies.forEach((kind, places) -> places.forEach(
                (place, tally) -> lines.add(new Line(kind, place, tally.total, Map.copyOf(tally.counts)))));
        return lines;
    }

    private static final class Tally {
        final Map<Condition, Long> counts = new EnumMap<>(Condition.class);
        long total;

        void add(Device device, Map<Condition, Predicate<Device>> tests) {
            total++;
            tests.forEach((condition, test) -> {
                if (test.test(device)) {
                    counts.merge(condition, 1L, Long::sum);
                }
            });
        }
    }

    /** The first two steps of a path: district and street. */
    private static String street(String place) {
        int district = place.indexOf('/');
        int street = place.indexOf('/', district + 1);
        return street < 0 ? place : place.substring(0, street + 1);
    }

    /** A test of many devices, as things are now. */
    Predicate<Device> test(Condition condition) {
        return switch (condition) {
            case ALIVE -> this::alive;
            case SILENT -> device -> !alive(device);
            case NEVER -> device -> last.seen(device.no()) == 0;
            case BATTERY -> this::low;
            case CLOCK -> {
                Set<String> outOfTime = store.outOfTime(ASIDE_HOURS);
                yield device -> outOfTime.contains(device.id()) || offTime(device);
            }
            case FLAPPING -> {
                Set<Integer> flapping = store.flapping(FLAPS, FLAP_HOURS);
                yield device -> flapping.contains(device.no());
            }
            case UNPLACED -> device -> device.point() == null;
            case MAINTENANCE -> device -> maintenance.now(device).isPresent();
            case LIMITED -> {
                long since = clock.millis() - LIMITED_MILLIS;
                yield device -> limits.excess(device.no()).lastMillis() > since;
            }
        };
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
        Words words = registry.find(device.kind());
        int minutes = words == null ? Kind.SILENT_MINUTES : words.kind().silentMinutes();
        return last.seen(device.no()) > clock.millis() - minutes * MINUTE_MILLIS;
    }

    private boolean low(Device device) {
        Words words = registry.find(device.kind());
        int channel = words == null ? -1 : words.indexOf(BATTERY);
        if (channel < 0) {
            return false;
        }
        double[] values = new double[channel + 1];
        last.copy(device.no(), values, new long[channel + 1]);
        return values[channel] < LOW_BATTERY;
    }

    /** Whether the newest event time lies far from the time at which the device was last heard. */
    private boolean offTime(Device device) {
        Words words = registry.find(device.kind());
        long seen = last.seen(device.no());
        if (words == null || seen == 0 || words.size() == 0) {
            return false;
        }
        long[] at = new long[words.size()];
        last.copy(device.no(), new double[words.size()], at);
        long newest = java.util.Arrays.stream(at).max().orElse(0);
        return newest != 0 && (seen - newest > LAG_MILLIS || newest - seen > LEAD_MILLIS);
    }
}
