package org.chengmai.device;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.chengmai.audit.Audit;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.store.ChartStore;
import org.chengmai.device.store.ExportWriter;
import org.chengmai.device.store.SettledFiles;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The door of what readings came to over longer times, and of the files in which they have settled. */
@Service
public class History {

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
     * One channel of all devices of a kind in a place, hour by hour, as far as the actor may see them; hours without a reading
     * are left out, the earliest and latest value are not told.
     *
     * @param place path in the area tree
     */
    public List<ReadingPoint> byHour(Actor actor, String kind, String place, String channel, Instant from, Instant to) {
        Channel of = kinds.get(kind)
                .channel(channel)
                .orElseThrow(() -> Refusal.notFound(
                        "channel.unknown",
                        "Expected a channel '%s' of kind %s, but there is none.".formatted(channel, kind),
                        channel));
        int[] nos = devices.within(actor, new DeviceFilter("", kind, place, ""))
                .mapToInt(Device::no)
                .toArray();
        long hour = Duration.ofHours(1).toMillis();
        return charts
                .hours(nos, of.index(), Math.floorDiv(from.toEpochMilli(), hour), Math.ceilDiv(to.toEpochMilli(), hour))
                .entrySet()
                .stream()
                .map(e -> new ReadingPoint(
                        Instant.ofEpochMilli(e.getKey() * hour),
                        e.getValue().mean(),
                        e.getValue().low(),
                        e.getValue().high(),
                        Double.NaN,
                        Double.NaN))
                .toList();
    }

    /**
     * Readings of all devices that the filter shows and the actor may see, as a file that the caller sends and removes.
     *
     * @param parquet Parquet instead of CSV
     */
    public Path export(Actor actor, DeviceFilter filter, Instant from, Instant to, boolean parquet) {
        List<Device> wanted = devices.within(actor, filter).toList();
        return export(actor, wanted, "%d devices".formatted(wanted.size()), from, to, parquet);
    }

    /** Readings of one device, likewise. */
    public Path export(Actor actor, String device, Instant from, Instant to, boolean parquet) {
        return export(actor, List.of(devices.get(actor, device)), device, from, to, parquet);
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
