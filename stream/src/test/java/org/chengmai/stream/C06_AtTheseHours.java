package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The day of the stories is Monday, 2 March 2026, at UTC. */
class C06_AtTheseHours {

    @Test
    void theHourComesAndGoesWithoutAReading() {
        Street street =
                new Street().rule("door: occupied = 1 and at 22:00-06:00").knows(1, "00:00");
        street.device(1).reads("occupied", 1).at("05:00").tells("05:00 raised door of 1 by 1");
        street.clock("21:59").tells("06:00 cleared door of 1 by 1");
        street.clock("22:00").tells("22:00 raised door of 1 by 1");
    }

    @Test
    void theDayOfTheWeekCounts() {
        Street street = new Street()
                .rule("weekend: occupied = 1 and on sat, sun")
                .rule("week: occupied = 1 and on fri-mon")
                .rule("work: occupied = 1 and on workdays")
                .rule("rest: occupied = 1 and on restdays")
                .knows(1, "00:00");
        street.device(1)
                .reads("occupied", 1)
                .at("10:00")
                .tells("10:00 raised week of 1 by 1", "10:00 raised work of 1 by 1");
    }

    @Test
    void aCityHasItsOwnClockAndCalendar() {
        CityClock city = CityClock.of(ZoneId.of("Europe/Berlin"), day -> day % 2 == 0);
        long before = Instant.parse("2026-03-29T00:59:59.999Z").toEpochMilli();
        assertThat(city.minute(before)).isEqualTo(119);
        assertThat(city.minute(before + 1)).isEqualTo(180);
        long day = LocalDate.of(2026, 3, 29).toEpochDay();
        assertThat(city.day(before)).isEqualTo(day);
        assertThat(Instant.ofEpochMilli(city.when(day, 0))).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(Instant.ofEpochMilli(city.when(day, 1_440))).isEqualTo("2026-03-29T22:00:00Z");
        assertThat(city.isWorkday(2)).isTrue();
        assertThat(city.isWorkday(3)).isFalse();
    }
}
