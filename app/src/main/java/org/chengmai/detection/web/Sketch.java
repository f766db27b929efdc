package org.chengmai.detection.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.chengmai.device.Channel;
import org.chengmai.device.ReadingPoint;

/**
 * A channel's readings as a small line: 600 wide, 60 high, upside down as SVG counts.
 *
 * @param line corner points of a polyline, {@code x,y x,y …}
 * @param low smallest value; {@code high} greatest, limits included
 * @param limits what the readings are compared with
 */
record Sketch(String label, String unit, String line, String low, String high, List<Limit> limits) {

    /** A value across the sketch, and how high it lies. */
    record Limit(String value, double y) {}

    private static final double WIDTH = 600;
    private static final double HEIGHT = 60;
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    static Sketch of(Channel channel, Locale locale, List<ReadingPoint> points, Instant from, Instant to) {
        return of(channel, locale, points, List.of(), from, to);
    }

    static Sketch of(
            Channel channel, Locale locale, List<ReadingPoint> points, List<Double> limits, Instant from, Instant to) {
        double low = Math.min(
                points.stream().mapToDouble(ReadingPoint::min).min().orElse(0),
                limits.stream().mapToDouble(l -> l).min().orElse(Double.MAX_VALUE));
        double high = Math.max(
                points.stream().mapToDouble(ReadingPoint::max).max().orElse(0),
                limits.stream().mapToDouble(l -> l).max().orElse(-Double.MAX_VALUE));
        double span = high > low ? high - low : 1;
        boolean steps = channel.type() == Channel.Type.SWITCH;
        StringBuilder line = new StringBuilder();
        double before = Double.NaN;
        for (ReadingPoint point : points) {
            double x = across(point.at(), from, to);
            double y = height(point.value(), low, span);
            if (steps && !Double.isNaN(before)) {
                corner(line, x, before);
            }
            corner(line, x, y);
            before = y;
        }
        return new Sketch(
                channel.label().in(locale),
                channel.unit(),
                line.toString(),
                number(low),
                number(high),
                limits.stream()
                        .map(l -> new Limit(number(l), height(l, low, span)))
                        .toList());
    }

    private static double height(double value, double low, double span) {
        return HEIGHT - HEIGHT * (value - low) / span;
    }

    private static void corner(StringBuilder line, double x, double y) {
        line.append(line.isEmpty() ? "" : " ").append("%.1f,%.1f".formatted(x, y));
    }

    /** Where a moment lies between two others, 0 to 600. */
    static double across(Instant at, Instant from, Instant to) {
        double span = Math.max(1, to.toEpochMilli() - from.toEpochMilli());
        return Math.clamp(WIDTH * (at.toEpochMilli() - from.toEpochMilli()) / span, 0, WIDTH);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
    }
}
