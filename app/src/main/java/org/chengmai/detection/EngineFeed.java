package org.chengmai.detection;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.cases.WorkCalendar;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.CityTime;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.CityClock;
import org.chengmai.stream.Engine;
import org.chengmai.stream.PlaceLevel;
import org.springframework.stereotype.Component;

/** What an engine must know of the city beside rules and readings, told in one way to the engine that watches and to those that try. */
@Component
class EngineFeed {

    private static final PlaceLevel[] LEVELS = PlaceLevel.values();

    private final Devices devices;
    private final Kinds kinds;
    private final Areas areas;
    private final WorkCalendar calendar;
    private final DetectionSettings settings;
    private final Map<String, Integer> groups = new ConcurrentHashMap<>();
    private final AtomicInteger lastGroup = new AtomicInteger();

    EngineFeed(Devices devices, Kinds kinds, Areas areas, WorkCalendar calendar, DetectionSettings settings) {
        this.devices = devices;
        this.kinds = kinds;
        this.areas = areas;
        this.calendar = calendar;
        this.settings = settings;
    }

    /** A new engine that has the city's clock and calendar, and knows no rule and no device yet. */
    Engine engine(AlarmListener listener) {
        return new Engine(listener, settings.catchUp().toMillis()).in(clock());
    }

    /** The city's clock and calendar, one for each engine. */
    CityClock clock() {
        return CityClock.of(CityTime.ZONE, day -> calendar.works(LocalDate.ofEpochDay(day)));
    }

    Stream<Device> all() {
        return devices.all();
    }

    Device device(int no) {
        return devices.get(no);
    }

    int number(Device device) {
        return kinds.number(device.kind());
    }

    /** Tells the engine of new or changed devices; one that is switched off is forgotten. */
    void tell(Engine engine, Stream<Device> devices, ToLongFunction<Device> knownSinceMillis) {
        Map<String, int[]> groupsOf = new HashMap<>();
        Map<String, Map<String, Double>> usualOf = new HashMap<>();
        devices.forEach(device -> {
            if (device.enabled()) {
                place(engine, device.no(), groupsOf.computeIfAbsent(device.place(), this::groups));
                Map<String, Double> parameters = device.parameters().isEmpty() && !device.isSpot()
                        ? usualOf.computeIfAbsent(device.kind(), kind -> Map.copyOf(parameters(device)))
                        : parameters(device);
                engine.device(device.no(), number(device), knownSinceMillis.applyAsLong(device), parameters);
            } else {
                engine.forget(device.no());
            }
        });
    }

    /** Tells the engine how many devices of each kind it will be told of. */
    void expect(Engine engine) {
        Map<Integer, Integer> numbers = new HashMap<>();
        devices.all().filter(Device::enabled).forEach(device -> numbers.merge(number(device), 1, Integer::sum));
        numbers.forEach(engine::expect);
    }

    private static void place(Engine engine, int device, int[] groups) {
        for (PlaceLevel level : LEVELS) {
            engine.place(device, level, groups[level.ordinal()]);
        }
    }

    /** The areas through which a place leads, by level, each by a number; devices of one number are neighbours. */
    private int[] groups(String place) {
        int[] found = new int[LEVELS.length];
        for (String id : place.split("/")) {
            areas.find(id)
                    .flatMap(EngineFeed::level)
                    .ifPresent(level ->
                            found[level.ordinal()] = groups.computeIfAbsent(id, none -> lastGroup.incrementAndGet()));
        }
        return found;
    }

    private static Optional<PlaceLevel> level(Area area) {
        return switch (area.level()) {
            case DISTRICT -> Optional.empty();
            case STREET, COMMITTEE, GRID, ESTATE, BUILDING ->
                Optional.of(PlaceLevel.valueOf(area.level().name()));
        };
    }

    /** What the kind says of silence, then what the device has of its own; a spot is never silent, its camera may be. */
    Map<String, Double> parameters(Device device) {
        Map<String, Double> parameters = new HashMap<>();
        kinds.find(device.kind()).ifPresent(kind -> parameters.put("silentMinutes", (double) kind.silentMinutes()));
        parameters.putAll(device.parameters());
        if (device.isSpot()) {
            parameters.put("silentMinutes", Double.NaN);
        }
        return parameters;
    }
}
