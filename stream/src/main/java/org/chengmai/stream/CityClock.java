package org.chengmai.stream;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongPredicate;

/**
 * The city's clock and calendar: what {@code at 22:00-06:00} and {@code on workdays} ask. Moments are milliseconds since
 * 1970 UTC, days are counted from 1970-01-01, a Thursday. Asked on the engine's thread, for every reading: it must be quick.
 */
public interface CityClock {

    /** A clock at UTC whose working days are Monday to Friday. */
    CityClock UTC = of(ZoneOffset.UTC, day -> Math.floorMod(day + 3, 7) < 5);

    /** The day that the city's calendar shows at the moment. */
    long day(long millis);

    /** The minute of that day, from 0 to 1439. */
    int minute(long millis);

    /** When the city's clock shows the minute of the day; minute 1440 is the beginning of the next. */
    long when(long day, int minute);

    boolean isWorkday(long day);

    /** A clock of a time zone, with a calendar. Its memory makes it for one thread. */
    static CityClock of(ZoneId zone, LongPredicate isWorkday) {
        return new ZoneClock(zone.getRules(), isWorkday);
    }
}
