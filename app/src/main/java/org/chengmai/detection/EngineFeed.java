package org.chengmai.detection;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Tells the engine of a new or changed device; one that is switched off is forgotten. */
    void tell(Engine engine, Device device, long knownSinceMillis) {
        if (device.enabled()) {
            place(engine, device);
            engine.device(device.no(), number(device), knownSinceMillis, parameters(device));
        } else {
            engine.forget(device.no());
        }
    }

    /** The areas that the device's place leads through, each by a number; devices of one number are neighbours. */
    private void place(Engine engine, Device device) {
        Map<PlaceLevel, Integer> found = new HashMap<>();
        for (String id : device.place().split("/")) {
            areas.find(id)
                    .flatMap(EngineFeed::level)
                    .ifPresent(
                            level -> found.put(level, groups.computeIfAbsent(id, none -> lastGroup.incrementAndGet())));
        }
        for (PlaceLevel level : PlaceLevel.values()) {
            engine.place(device.no(), level, found.getOrDefault(level, 0));
        }
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
