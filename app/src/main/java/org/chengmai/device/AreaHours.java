package org.chengmai.device;

import java.time.Instant;
import java.util.List;

/**
 * What the readings of one channel come to in a place, hour by hour; hours without a reading are left out.
 *
 * @param place path in the area tree
 * @param devices how many devices stand there, heard or not
 */
public record AreaHours(String place, int devices, List<Hour> hours) {

    /** One hour: how many readings, their mean, the lowest and the highest. */
    public record Hour(Instant at, long n, double mean, double low, double high) {}

    public AreaHours {
        hours = List.copyOf(hours);
    }
}
