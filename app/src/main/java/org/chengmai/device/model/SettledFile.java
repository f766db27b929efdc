package org.chengmai.device.model;

/**
 * One Parquet file of settled readings, and the small file of their hours beside it.
 *
 * @param name without ending; its folder is known to the store
 * @param firstHour first hour of arrival in it, counted from 1970
 * @param endHour the hour after the last
 * @param firstAtMillis smallest event time in it
 * @param lastAtMillis largest event time in it
 */
public record SettledFile(
        String name, long firstHour, long endHour, long rows, long bytes, long firstAtMillis, long lastAtMillis) {

    private static final int HOURS_A_DAY = 24;

    /** The day of arrival that the file belongs to, UTC. */
    public long day() {
        return Math.floorDiv(firstHour, HOURS_A_DAY);
    }

    /** Whether it may hold a reading of this stretch of event time. */
    public boolean touches(long fromMillis, long toMillis) {
        return rows > 0 && lastAtMillis >= fromMillis && firstAtMillis < toMillis;
    }
}
