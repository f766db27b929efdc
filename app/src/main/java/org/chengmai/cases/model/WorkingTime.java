package org.chengmai.cases.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;

/**
 * The working days of a city, and clocks that run on them. A clock of each {@link ClockKind} runs during known spans of
 * known days; a deadline is the first moment at which it has run for the limit.
 */
public final class WorkingTime {

    private static final int FARTHEST_DAYS = 3_660;

    /** Part of a day; {@code to} of midnight is the day's end. */
    private record Span(LocalTime from, LocalTime to) {
        Instant begins(LocalDate day) {
            return day.atTime(from).atZone(CityTime.ZONE).toInstant();
        }

        Instant ends(LocalDate day) {
            LocalDate last = to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
            return last.atTime(to).atZone(CityTime.ZONE).toInstant();
        }
    }

    private static final List<Span> WHOLE_DAY = List.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    private static final List<Span> OFFICE = List.of(
            new Span(LocalTime.of(8, 0), LocalTime.of(12, 0)), new Span(LocalTime.of(14, 0), LocalTime.of(18, 0)));

    private final Map<LocalDate, Boolean> exceptions;

    /** @param exceptions days that do not follow the week: true for a made-up working day 调休, false for a holiday */
    public WorkingTime(Map<LocalDate, Boolean> exceptions) {
        this.exceptions = Map.copyOf(exceptions);
    }

    public boolean works(LocalDate day) {
        Boolean exception = exceptions.get(day);
        if (exception != null) {
            return exception;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * When a clock of this kind, started at {@code from}, has run for {@code limit}; an end of work belongs to the day
     * that ends, so a limit that runs out at noon is due at 12:00, not at 14:00.
     *
     * @throws Refusal when that lies more than ten years ahead
     */
    public Instant deadline(Instant from, Duration limit, ClockKind kind) {
        if (limit.isZero()) {
            return from;
        }
        Duration left = limit;
        LocalDate first = CityTime.of(from).toLocalDate();
        for (int ahead = 0; ahead <= FARTHEST_DAYS; ahead++) {
            LocalDate day = first.plusDays(ahead);
            for (Span span : spans(day, kind)) {
                Duration run = overlap(span, day, from, Instant.MAX);
                if (run.compareTo(left) >= 0) {
                    return later(span.begins(day), from).plus(left);
                }
                left = left.minus(run);
            }
        }
        throw Refusal.badInput(
                "calendar.far",
                "Expected a limit of %s to run out within ten years of working time, but it does not.".formatted(limit),
                limit);
    }

    /** For how long a clock of this kind runs between the two; negative when {@code to} is before {@code from}. */
    public Duration used(Instant from, Instant to, ClockKind kind) {
        if (to.isBefore(from)) {
            return used(to, from, kind).negated();
        }
        Duration sum = Duration.ZERO;
        LocalDate last = CityTime.of(to).toLocalDate();
        for (LocalDate day = CityTime.of(from).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (Span span : spans(day, kind)) {
                sum = sum.plus(overlap(span, day, from, to));
            }
        }
        return sum;
    }

    private List<Span> spans(LocalDate day, ClockKind kind) {
        return switch (kind) {
            case ALL_HOURS, NATURAL_DAYS -> WHOLE_DAY;
            case WORK_DAYS -> works(day) ? WHOLE_DAY : List.of();
            case WORK_HOURS -> works(day) ? OFFICE : List.of();
        };
    }

    private static Duration overlap(Span span, LocalDate day, Instant from, Instant to) {
        Instant begins = later(span.begins(day), from);
        Instant ends = span.ends(day).isBefore(to) ? span.ends(day) : to;
        return ends.isAfter(begins) ? Duration.between(begins, ends) : Duration.ZERO;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
