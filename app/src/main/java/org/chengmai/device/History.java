package org.chengmai.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.store.ChartStore;
import org.chengmai.device.store.SettledFiles;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The door of what readings came to over longer times, and of the files in which they have settled. */
@Service
public class History {

    private final Devices devices;
    private final Kinds kinds;
    private final ChartStore charts;
    private final SettledFiles files;
    private final Settling settling;

    History(Devices devices, Kinds kinds, ChartStore charts, SettledFiles files, Settling settling) {
        this.devices = devices;
        this.kinds = kinds;
        this.charts = charts;
        this.files = files;
        this.settling = settling;
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

    /** What has settled, oldest first. */
    public List<SettledFile> files() {
        return files.list();
    }

    /** Settles now what may settle, on the caller's thread. */
    public void settle() {
        settling.settle();
    }
}
