package org.chengmai.realdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.chengmai.realdata.Replayed.Spell;

/** Scene B30 as it ships on nearly three years of hourly air quality, and the silence of B32 on the hours that are missing. */
final class AirTable {

    private static final long HOUR = 3_600_000;
    private static final List<String> LEVELS = List.of("minor", "major", "critical");
    private static final double[] LIMITS = {150, 200, 300};

    private AirTable() {}

    private record Hour(long at, double aqi) {}

    static String table() throws IOException {
        Path file = Replayed.file("shanghai-aqi-hourly", "shanghai_hourly_aqi_2014_2017.csv");
        if (!Files.exists(file)) {
            return "";
        }
        List<Hour> hours = read(file);
        Watched air = Watched.scene("B30", "polluted", Map.of());
        Watched silence = Watched.rule("silent for 2 h", List.of("aqi"), Map.of());
        for (Hour hour : hours) {
            air.reads(hour.at(), Map.of("aqi", hour.aqi()));
            silence.reads(hour.at(), Map.of("aqi", hour.aqi()));
        }
        StringBuilder text = new StringBuilder("""
                ## B30, air quality: Shanghai 2014 to 2017

                | severity | index above | hours above it | stretches of more than 2 h | alarms that reach it |
                |---|---|---|---|---|
                """);
        for (int level = 0; level < LEVELS.size(); level++) {
            int reached = level;
            double limit = LIMITS[level];
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %d | %d | %d |%n",
                    LEVELS.get(level),
                    limit,
                    hours.stream().filter(hour -> hour.aqi() > limit).count(),
                    stretches(hours, limit),
                    air.highest().stream().filter(highest -> highest >= reached).count()));
        }
        List<Spell> spells = air.spells();
        double days = spells.stream()
                        .filter(spell -> spell.clearedMillis() != null)
                        .mapToLong(spell -> spell.clearedMillis() - spell.raisedMillis())
                        .sum()
                / (24.0 * HOUR);
        return text.append(String.format(
                        Locale.ROOT,
                        """

                The rule and its levels are those that ship; %d alarms are active for %.0f days of %d. An alarm outlasts an hour below
                its limit, so that two stretches may be one alarm. Of %d hours %d are missing; a station that is silent for two hours
                is found %d times, and a plain look at the gaps finds %d.
                """,
                        spells.size(),
                        days,
                        hours(hours) / 24,
                        hours(hours),
                        hours(hours) - hours.size(),
                        silence.spells().size(),
                        gaps(hours)))
                .toString();
    }

    /** Stretches without an hour at or below the limit whose first and last are more than two hours apart. */
    private static int stretches(List<Hour> hours, double limit) {
        int stretches = 0;
        long since = -1;
        for (Hour hour : hours) {
            if (hour.aqi() <= limit) {
                stretches += since >= 0 && hour.at() - since > 2 * HOUR ? 1 : 0;
                since = -1;
            } else if (since < 0) {
                since = hour.at();
            }
        }
        return stretches;
    }

    private static long hours(List<Hour> hours) {
        return (hours.getLast().at() - hours.getFirst().at()) / HOUR + 1;
    }

    private static long gaps(List<Hour> hours) {
        return IntStream.range(1, hours.size())
                .filter(i -> hours.get(i).at() - hours.get(i - 1).at() >= 2 * HOUR)
                .count();
    }

    private static List<Hour> read(Path file) throws IOException {
        List<Hour> hours = new ArrayList<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.replace("\"", "").split(",");
            long midnight = LocalDate.parse(cells[24])
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            for (int hour = 0; hour < 24; hour++) {
                if (!cells[hour].equals("NA")) {
                    hours.add(new Hour(midnight + hour * HOUR, Double.parseDouble(cells[hour])));
                }
            }
        }
        return hours;
    }
}
