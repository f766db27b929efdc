package org.chengmai.detection.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chengmai.device.Channel;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.ReadingPoint;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws what a device measured around an alarm, as far as a person may see the device. */
@Component
class Traces {

    private static final int POINTS = 240;
    private static final Duration LEAST_MARGIN = Duration.ofMinutes(10);
    private static final Duration MOST_MARGIN = Duration.ofHours(24);

    /**
     * A sketch a channel over the same time, with the moments of the alarm.
     *
     * @param raisedAt where the beginning lies, 0 to 600; {@code clearedAt} where the end does
     */
    record Trace(
            List<Sketch> sketches,
            double raisedAt,
            @Nullable Double clearedAt,
            Instant from,
            Instant to) {}

    /**
     * When an alarm was.
     *
     * @param cleared null for one that was still active at {@code until}
     */
    record Span(Instant raised, @Nullable Instant cleared, Instant until) {

        Instant end() {
            return cleared == null ? until : cleared;
        }
    }

    private final Devices devices;
    private final InstantSource clock;

    Traces(Devices devices, InstantSource clock) {
        this.devices = devices;
        this.clock = clock;
    }

    /** @param limits channel → values that are marked */
    Trace of(
            Actor actor,
            Device device,
            List<Channel> channels,
            Map<String, List<Double>> limits,
            Span span,
            Locale locale) {
        Duration margin = margin(Duration.between(span.raised(), span.end()));
        Instant from = span.raised().minus(margin);
        Instant to = min(span.end().plus(margin), clock.instant());
        List<Sketch> sketches = new ArrayList<>();
        for (Channel channel : channels) {
            List<ReadingPoint> points = devices.readings(actor, device.no(), channel.index(), from, to, POINTS);
            if (!points.isEmpty()) {
                List<Double> marked = limits.getOrDefault(channel.name(), List.of());
                sketches.add(Sketch.of(channel, locale, points, marked, from, to));
            }
        }
        Instant cleared = span.cleared();
        Double clearedAt = cleared == null ? null : Sketch.across(cleared, from, to);
        return new Trace(sketches, Sketch.across(span.raised(), from, to), clearedAt, from, to);
    }

    private static Duration margin(Duration length) {
        Duration half = length.dividedBy(2);
        return half.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : half.compareTo(MOST_MARGIN) > 0 ? MOST_MARGIN : half;
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
