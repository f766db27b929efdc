package org.chengmai.device.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What settles next: hours of the log and files that become one file. A day settles whole once its last hour is old enough;
 * when the disk asks, closed hours settle at once, and the day's files become one file later.
 *
 * @param hours closed hours of the log, all of one day, oldest first
 * @param merged files of the same day that are taken into the new one
 */
public record SettlePlan(List<Long> hours, List<SettledFile> merged) {

    /** The most readings that one file is made of; a fuller day has several files. */
    public static final long MOST_ROWS = 50_000_000;

    private static final int HOURS_A_DAY = 24;

    public SettlePlan {
        hours = List.copyOf(hours);
        merged = List.copyOf(merged);
    }

    /**
     * The next thing to do.
     *
     * @param log closed hours that are in the log, with about how many readings each
     * @param files what has settled
     * @param settleBefore hours before this one may settle
     * @param pressed whether the disk asks: days need not be whole
     */
    public static Optional<SettlePlan> next(
            NavigableMap<Long, Long> log, List<SettledFile> files, long settleBefore, boolean pressed) {
        Map<Long, NavigableMap<Long, Long>> days = new TreeMap<>();
        log.headMap(settleBefore, false)
                .forEach((hour, rows) ->
                        days.computeIfAbsent(day(hour), d -> new TreeMap<>()).put(hour, rows));
        for (Map.Entry<Long, NavigableMap<Long, Long>> day : days.entrySet()) {
            if (pressed || (day.getKey() + 1) * HOURS_A_DAY <= settleBefore) {
                return Optional.of(new SettlePlan(fitting(day.getValue()), List.of()));
            }
        }
        return pressed ? Optional.empty() : merging(log, files);
    }

    private static List<Long> fitting(NavigableMap<Long, Long> hours) {
        List<Long> fitting = new ArrayList<>();
        long rows = 0;
        for (Map.Entry<Long, Long> hour : hours.entrySet()) {
            rows += Math.max(0, hour.getValue());
            if (!fitting.isEmpty() && rows > MOST_ROWS) {
                break;
            }
            fitting.add(hour.getKey());
        }
        return fitting;
    }

    /** Small files of a day of which nothing is in the log any more. */
    private static Optional<SettlePlan> merging(NavigableMap<Long, Long> log, List<SettledFile> files) {
        Map<Long, List<SettledFile>> days = new TreeMap<>();
        files.forEach(f -> days.computeIfAbsent(f.day(), d -> new ArrayList<>()).add(f));
        for (Map.Entry<Long, List<SettledFile>> day : days.entrySet()) {
            long first = day.getKey() * HOURS_A_DAY;
            boolean settled = log.subMap(first, first + HOURS_A_DAY).isEmpty();
            long rows = day.getValue().stream().mapToLong(SettledFile::rows).sum();
            if (settled && day.getValue().size() > 1 && rows <= MOST_ROWS) {
                return Optional.of(new SettlePlan(List.of(), day.getValue()));
            }
        }
        return Optional.empty();
    }

    private static long day(long hour) {
        return Math.floorDiv(hour, HOURS_A_DAY);
    }
}
