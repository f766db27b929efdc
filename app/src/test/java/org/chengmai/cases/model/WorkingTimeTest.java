package org.chengmai.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingTimeTest {

    /** National day of 2026 with the Saturday that makes up for it. */
    private static final WorkingTime CITY = new WorkingTime(Map.of(
            LocalDate.of(2026, 10, 1), false,
            LocalDate.of(2026, 10, 2), false,
            LocalDate.of(2026, 10, 5), false,
            LocalDate.of(2026, 10, 6), false,
            LocalDate.of(2026, 10, 7), false,
            LocalDate.of(2026, 10, 10), true));

    @ParameterizedTest
    @CsvSource({
        // Friday 18 September 2026 is an ordinary one
        "2026-09-18T10:00, PT2H,  ALL_HOURS,    2026-09-18T12:00",
        "2026-09-18T23:00, PT2H,  ALL_HOURS,    2026-09-19T01:00",
        "2026-09-18T11:00, PT2H,  WORK_HOURS,   2026-09-18T15:00",
        "2026-09-18T11:00, PT1H,  WORK_HOURS,   2026-09-18T12:00",
        "2026-09-18T17:00, PT4H,  WORK_HOURS,   2026-09-21T11:00",
        "2026-09-18T20:00, PT1H,  WORK_HOURS,   2026-09-21T09:00",
        "2026-09-18T10:00, P1D,   WORK_DAYS,    2026-09-21T10:00",
        "2026-09-19T10:00, P1D,   WORK_DAYS,    2026-09-22T00:00",
        "2026-09-18T10:00, P3D,   NATURAL_DAYS, 2026-09-21T10:00",
        // over the holidays, with a made-up Saturday
        "2026-09-30T17:00, PT2H,  WORK_HOURS,   2026-10-08T09:00",
        "2026-09-30T10:00, P1D,   WORK_DAYS,    2026-10-08T10:00",
        "2026-10-09T16:00, PT8H,  WORK_HOURS,   2026-10-10T16:00",
        "2026-10-09T10:00, P2D,   WORK_DAYS,    2026-10-12T10:00"
    })
    void aDeadlineIsWhenTheClockHasRunForTheLimit(
            LocalDateTime from, Duration limit, ClockKind kind, LocalDateTime expected) {
        Instant deadline = CITY.deadline(city(from), limit, kind);

        assertThat(CityTime.of(deadline).toLocalDateTime()).isEqualTo(expected);
    }

    /** The plain twin counts minutes one by one. */
    @RepeatedTest(20)
    void itAgreesWithCountingMinutes(RepetitionInfo repetition) {
        long seed = 20_260_000L + repetition.getCurrentRepetition();
        RandomGenerator random = new Random(seed);
        LocalDateTime from = LocalDateTime.of(2026, 9, 17, 0, 0).plusMinutes(random.nextInt(30 * 24 * 60));
        ClockKind kind = ClockKind.values()[random.nextInt(4)];
        Duration limit = Duration.ofMinutes(1 + random.nextInt(5 * 24 * 60));
        String told = "seed %d: %s + %s on %s".formatted(seed, from, limit, kind);

        Instant deadline = CITY.deadline(city(from), limit, kind);

        assertThat(CityTime.of(deadline).toLocalDateTime())
                .as(told)
                .isEqualTo(slowDeadline(from, limit.toMinutes(), kind));
        assertThat(CITY.used(city(from), deadline, kind)).as(told).isEqualTo(limit);
        assertThat(CITY.used(deadline, city(from), kind)).as(told).isEqualTo(limit.negated());
    }

    private static LocalDateTime slowDeadline(LocalDateTime from, long minutes, ClockKind kind) {
        LocalDateTime at = from;
        long left = minutes;
        while (left > 0) {
            if (runs(at, kind)) {
                left--;
            }
            at = at.plusMinutes(1);
        }
        return at;
    }

    private static boolean runs(LocalDateTime minute, ClockKind kind) {
        LocalTime time = minute.toLocalTime();
        boolean office = (!time.isBefore(LocalTime.of(8, 0)) && time.isBefore(LocalTime.of(12, 0)))
                || (!time.isBefore(LocalTime.of(14, 0)) && time.isBefore(LocalTime.of(18, 0)));
        return switch (kind) {
            case ALL_HOURS, NATURAL_DAYS -> true;
            case WORK_DAYS -> workingDay(minute.toLocalDate());
            case WORK_HOURS -> workingDay(minute.toLocalDate()) && office;
        };
    }

    private static boolean workingDay(LocalDate day) {
        if (day.equals(LocalDate.of(2026, 10, 10))) {
            return true;
        }
        boolean holiday = !day.isBefore(LocalDate.of(2026, 10, 1)) && !day.isAfter(LocalDate.of(2026, 10, 7));
        return !holiday && day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    @Test
    void aLimitThatNeverRunsOutIsRefused() {
        assertThatThrownBy(() -> CITY.deadline(Instant.EPOCH, Duration.ofDays(40_000), ClockKind.WORK_DAYS))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("within ten years");
    }

    private static Instant city(LocalDateTime time) {
        return time.atZone(CityTime.ZONE).toInstant();
    }
}
