package org.chengmai.device;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chengmai.audit.Audit;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.model.Summary;
import org.chengmai.device.store.ChartStore;
import org.chengmai.device.store.ExportWriter;
import org.chengmai.device.store.SettledFiles;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The door of what readings came to over longer times, and of the files in which they have settled. */
@Service
public class History {

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final int EXPORTS = 2;

    private final Devices devices;
    private final Kinds kinds;
    private final ChartStore charts;
    private final SettledFiles files;
    private final Settling settling;
    private final ExportWriter exports;
    private final Audit audit;
    private final Semaphore exporting = new Semaphore(EXPORTS);

    History(
            Devices devices,
            Kinds kinds,
            ChartStore charts,
            SettledFiles files,
            Settling settling,
            ExportWriter exports,
            Audit audit) {
        this.devices = devices;
        this.kinds = kinds;
        this.charts = charts;
        this.files = files;
        this.settling = settling;
        this.exports = exports;
        this.audit = audit;
    }

    /**
     * One channel of all devices of a kind, hour by hour, as far as the actor may see them: the place as a whole first, then
     * each area right below it in which there are such devices.
     *
     * @param place path in the area tree
     */
    public List<AreaHours> byHour(Actor actor, String kind, String place, String channel, Instant from, Instant to) {
        actor.needs(Act.SEE_DEVICES);
        Channel of = kinds.get(kind)
                .channel(channel)
                .orElseThrow(() -> Refusal.notFound(
                        "channel.unknown",
                        "Expected a channel '%s' of kind %s, but there is none.".formatted(channel, kind),
                        channel));
        List<Device> wanted =
                devices.withSpots(actor, new DeviceFilter("", kind, place, "")).toList();
        List<String> places = Stream.concat(
                        Stream.of(place),
                        wanted.stream()
                                .map(d -> below(d.place(), place))
                                .filter(p -> !p.equals(place))
                                .distinct()
                                .sorted())
                .toList();
        Map<String, Integer> groups = new HashMap<>();
        places.forEach(p -> groups.put(p, groups.size()));
        int[] nos = wanted.stream().mapToInt(Device::no).toArray();
        int[] group = wanted.stream()
                .mapToInt(d -> Objects.requireNonNull(groups.get(below(d.place(), place))))
                .toArray();
        List<NavigableMap<Long, Summary>> hours = charts.hours(
                nos,
                group,
                places.size(),
                of.index(),
                Math.floorDiv(from.toEpochMilli(), HOUR_MILLIS),
                Math.ceilDiv(to.toEpochMilli(), HOUR_MILLIS));
        NavigableMap<Long, Summary> all = new TreeMap<>();
        hours.forEach(one -> one.forEach((hour, s) -> all.merge(hour, s, Summary::and)));
        return IntStream.range(0, places.size())
                .mapToObj(i -> new AreaHours(
                        places.get(i),
                        (int) IntStream.range(0, group.length)
                                .filter(d -> (i == 0 || group[d] == i)
                                        && !wanted.get(d).isSpot())
                                .count(),
                        hoursOf(i == 0 ? all : hours.get(i))))
                .toList();
    }

    /** The path of the area right below {@code place} in which this one lies; {@code place} itself where there is none. */
    private static String below(String path, String place) {
        int next = path.indexOf('/', place.length());
        return next < 0 ? place : path.substring(0, next + 1);
    }

    private static List<AreaHours.Hour> hoursOf(NavigableMap<Long, Summary> hours) {
        return hours.entrySet().stream()
                .map(e -> new AreaHours.Hour(
                        Instant.ofEpochMilli(e.getKey() * HOUR_MILLIS),
                        e.getValue().n(),
                        e.getValue().mean(),
                        e.getValue().low(),
                        e.getValue().high()))
                .toList();
    }

    /** Notes that somebody took hours along. */
    public void exported(Actor actor, String kind, String place, Instant from, Instant to) {
        audit.record(
                actor,
                "readings.export",
                place,
                "%s by the hour, %s – %s".formatted(kind, CityTime.minute(from), CityTime.minute(to)));
    }

    /**
     * Readings of all devices that the filter shows and the actor may see, as a file that the caller sends and removes.
     *
     * @param parquet Parquet instead of CSV
     */
    public Path export(Actor actor, DeviceFilter filter, Instant from, Instant to, boolean parquet) {
        List<Device> wanted = devices.withSpots(actor, filter).toList();
        return export(actor, wanted, "%d devices".formatted(wanted.size()), from, to, parquet);
    }

    /** Readings of one device, likewise. */
    public Path export(Actor actor, String device, Instant from, Instant to, boolean parquet) {
        List<Device> wanted = devices.withSpots(devices.get(actor, device)).toList();
        return export(actor, wanted, device, from, to, parquet);
    }

    private Path export(Actor actor, List<Device> wanted, String subject, Instant from, Instant to, boolean parquet) {
        if (!from.isBefore(to)) {
            throw Refusal.badInput("export.days", "Expected the first day before the last, but it comes after it.");
        }
        if (!exporting.tryAcquire()) {
            throw Refusal.busy(
                    "export.busy",
                    "Expected to write a file, but %d are being written; ask again in a while.".formatted(EXPORTS),
                    EXPORTS);
        }
        try {
            audit.record(
                    actor, "readings.export", subject, "%s – %s".formatted(CityTime.minute(from), CityTime.minute(to)));
            return exports.write(wanted, from.toEpochMilli(), to.toEpochMilli(), parquet);
        } finally {
            exporting.release();
        }
    }

    /** What has settled, oldest first. */
    public List<SettledFile> files() {
        return files.list();
    }

    /** Settles now what may settle, on the caller's thread. */
    public void settle() {
        settling.settle();
    }
}
