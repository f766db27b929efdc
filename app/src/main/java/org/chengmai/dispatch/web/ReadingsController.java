package org.chengmai.dispatch.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.device.Channel;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kind;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the device that reported a case measured, for the chart on the desk. */
@RestController
class ReadingsController {

    private static final Duration BEFORE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int POINTS = 400;

    /**
     * One line of the chart.
     *
     * @param step whether the value holds until the next one, as a switch does
     * @param points pairs of epoch milliseconds and value, oldest first
     */
    record Line(String label, String unit, boolean step, List<double[]> points) {}

    /** The chart of a case; without lines where no device reported it or nothing is known. */
    record Chart(
            String device,
            String kind,
            boolean alive,
            long reportedAt,
            @Nullable Long closedAt,
            List<Line> lines) {}

    private final Cases cases;
    private final Devices devices;
    private final Kinds kinds;
    private final InstantSource clock;

    ReadingsController(Cases cases, Devices devices, Kinds kinds, InstantSource clock) {
        this.cases = cases;
        this.devices = devices;
        this.kinds = kinds;
        this.clock = clock;
    }

    @GetMapping("/desk/case/{id}/readings")
    Chart readings(Actor actor, @PathVariable long id, Locale locale) {
        CaseFile file = cases.get(actor, id);
        String deviceId = file.deviceId();
        long reported = file.reportedAt().toEpochMilli();
        Instant closed = file.closedAt();
        Long closedMillis = closed == null ? null : closed.toEpochMilli();
        if (deviceId == null || !actor.may(Act.SEE_DEVICES)) {
            return new Chart("", "", false, reported, closedMillis, List.of());
        }
        Device device = devices.get(actor, deviceId);
        Kind kind = kinds.get(device.kind());
        List<Line> lines = kind.channels().stream()
                .map(channel -> line(actor, device, channel, file, locale))
                .filter(line -> !line.points().isEmpty())
                .toList();
        return new Chart(device.name(), kind.name().in(locale), devices.alive(device), reported, closedMillis, lines);
    }

    private Line line(Actor actor, Device device, Channel channel, CaseFile file, Locale locale) {
        Instant from = file.reportedAt().minus(BEFORE);
        Instant end =
                file.closedAt() == null ? clock.instant() : file.closedAt().plus(BEFORE);
        Instant to = end.isAfter(from.plus(LONGEST)) ? from.plus(LONGEST) : end;
        List<double[]> points = devices.readings(actor, device.no(), channel.index(), from, to, POINTS).stream()
                .map(p -> new double[] {p.at().toEpochMilli(), p.value()})
                .toList();
        return new Line(channel.label().in(locale), channel.unit(), channel.type() == Channel.Type.SWITCH, points);
    }
}
