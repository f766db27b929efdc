package org.chengmai.kernel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The city's own time, in which days begin and offices open: Asia/Shanghai, whatever the machine thinks. */
public final class CityTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private CityTime() {}

    /** The moment as the city's clocks show it. */
    public static ZonedDateTime of(Instant moment) {
        return moment.atZone(ZONE);
    }
}
