package org.chengmai.realdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scene B24's comparison with what is usual, on the passengers a day of Shanghai's metro: one device for each day of the week,
 * so that a Monday is held against Mondays. What it finds is held against the calendar of holidays of 2016 to 2018.
 */
final class CrowdTable {

    private static final List<String> CHANNELS = List.of("people");
    private static final String UNUSUAL = "abs(people - usual(people, 60 d)) > share * usual(people, 60 d)";

    /** Holidays on days that the week would make working days, and days on which a rest day was worked instead. */
    private static final List<String> HOLIDAYS = List.of(
            "2016-04-30/2016-05-02",
            "2016-06-09/2016-06-11",
            "2016-09-15/2016-09-17",
            "2016-10-01/2016-10-07",
            "2016-12-31/2017-01-02",
            "2017-01-27/2017-02-02",
            "2017-04-02/2017-04-04",
            "2017-04-29/2017-05-01",
            "2017-05-28/2017-05-30",
            "2017-10-01/2017-10-08",
            "2017-12-30/2018-01-01",
            "2018-02-15/2018-02-21",
            "2018-04-05/2018-04-07",
            "2018-04-29/2018-05-01",
            "2018-06-16/2018-06-18",
            "2018-09-22/2018-09-24",
            "2018-10-01/2018-10-07");

    private static final List<LocalDate> WORKED = dates(
            "2016-06-12",
            "2016-09-18",
            "2016-10-08",
            "2016-10-09",
            "2017-01-22",
            "2017-02-04",
            "2017-04-01",
            "2017-05-27",
            "2017-09-30",
            "2018-02-11",
            "2018-02-24",
            "2018-04-08",
            "2018-04-28",
            "2018-09-29",
            "2018-09-30");

    private static final List<LocalDate> SPRING_FESTIVALS = dates("2017-01-28", "2018-02-16");
    private static final int TRAVEL_DAYS = 15;

    private CrowdTable() {}

    private static List<LocalDate> dates(String... texts) {
        return List.of(texts).stream().map(LocalDate::parse).toList();
    }

    static String table() throws IOException {
        Path file = Replayed.file("shanghai-metro-daily", "shanghai_metro_daily_flow_2016_2018.json");
        if (!Files.exists(file)) {
            return "";
        }
        Map<LocalDate, Double> days = read(file);
        StringBuilder text = new StringBuilder("""
                ## B24, crowd: Shanghai's metro by the day

                | off its usual by | days found | holidays on weekdays found | worked weekends found | around Spring Festival | other days |
                |---|---|---|---|---|---|
                """);
        List<LocalDate> others = List.of();
        for (int percent : new int[] {15, 20, 30}) {
            Map<LocalDate, Boolean> judged = judged(days, percent / 100.0);
            List<LocalDate> found = judged.keySet().stream().filter(judged::get).toList();
            others = percent == 20
                    ? found.stream().filter(CrowdTable::isOrdinary).toList()
                    : others;
            text.append(String.format(
                    Locale.ROOT,
                    "| %d %% | %d of %d | %s | %s | %d | %d |%n",
                    percent,
                    found.size(),
                    judged.size(),
                    share(judged, found, CrowdTable::isHolidayOnWeekday),
                    share(judged, found, WORKED::contains),
                    found.stream().filter(CrowdTable::isTravel).count(),
                    found.stream().filter(CrowdTable::isOrdinary).count()));
        }
        return text.append(String.format(
                        """

                A day is held against the same day of the week in the 60 days before, through one device for each of the seven; it
                is judged once three of these are known. "Around Spring Festival" are the 15 days before and after that are neither
                holidays nor worked weekends. The other days at 20 %%: %s. Of these 22 July 2018 is the landfall of
                typhoon Ampil. The record is the whole city's; no shipped limit was changed by it.
                """, others.stream().map(LocalDate::toString).collect(Collectors.joining(", "))))
                .toString();
    }

    private static String share(
            Map<LocalDate, Boolean> judged, List<LocalDate> found, java.util.function.Predicate<LocalDate> wanted) {
        return found.stream().filter(wanted).count() + " of "
                + judged.keySet().stream().filter(wanted).count();
    }

    /** Each day that could be judged, and whether the alarm of its weekday was active with it. */
    private static Map<LocalDate, Boolean> judged(Map<LocalDate, Double> days, double share) {
        Map<DayOfWeek, Watched> devices = new EnumMap<>(DayOfWeek.class);
        Map<DayOfWeek, List<LocalDate>> heard = new EnumMap<>(DayOfWeek.class);
        Map<LocalDate, Boolean> judged = new TreeMap<>();
        days.forEach((date, people) -> {
            DayOfWeek weekday = date.getDayOfWeek();
            Watched device =
                    devices.computeIfAbsent(weekday, new_ -> Watched.rule(UNUSUAL, CHANNELS, Map.of("share", share)));
            List<LocalDate> before = heard.computeIfAbsent(weekday, none -> new ArrayList<>());
            device.reads(date.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli(), Map.of("people", people));
            if (before.stream().filter(date.minusDays(61)::isBefore).count() >= 3) {
                judged.put(date, device.active());
            }
            before.add(date);
        });
        return judged;
    }

    private static boolean isHoliday(LocalDate date) {
        return HOLIDAYS.stream()
                .map(span -> span.split("/"))
                .anyMatch(span -> !date.isBefore(LocalDate.parse(span[0])) && !date.isAfter(LocalDate.parse(span[1])));
    }

    private static boolean isHolidayOnWeekday(LocalDate date) {
        return isHoliday(date) && date.getDayOfWeek().getValue() < 6;
    }

    private static boolean isTravel(LocalDate date) {
        return !isHoliday(date)
                && !WORKED.contains(date)
                && SPRING_FESTIVALS.stream()
                        .anyMatch(festival -> Math.abs(festival.toEpochDay() - date.toEpochDay()) <= TRAVEL_DAYS);
    }

    private static boolean isOrdinary(LocalDate date) {
        return !isHoliday(date) && !WORKED.contains(date) && !isTravel(date);
    }

    private static Map<LocalDate, Double> read(Path file) throws IOException {
        Map<LocalDate, Double> days = new TreeMap<>();
        for (JsonNode day : JsonMapper.shared().readTree(Files.readString(file))) {
            days.put(LocalDate.parse(day.get("date").asString()), day.get("num").asDouble());
        }
        return days;
    }
}
