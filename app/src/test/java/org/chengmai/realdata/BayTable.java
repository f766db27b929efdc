package org.chengmai.realdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scenes B4 and B32 on a snapshot of Melbourne's parking bays, each bay a device, beside a plain count. */
final class BayTable {

    private static final long STAND = Duration.ofMinutes(5).toMillis();
    private static final long SILENT = Duration.ofDays(1).toMillis();

    private BayTable() {}

    private record Bay(boolean present, long since, long heard) {}

    static String table() throws IOException {
        Path file = Replayed.file("melbourne-parking-bays", "on-street-parking-bay-sensors.csv");
        if (!Files.exists(file)) {
            return "";
        }
        List<Bay> bays = read(file);
        long end = bays.stream()
                .mapToLong(bay -> Math.max(bay.since(), bay.heard()))
                .max()
                .orElseThrow();
        int blocked = 0;
        int silent = 0;
        for (Bay bay : bays) {
            Watched lane = Watched.scene("B4", "blocked", Map.of());
            Watched silence = Watched.rule("silent for 1 d", List.of("occupied"), Map.of());
            for (Watched each : List.of(lane, silence)) {
                Map<String, Double> reading = Map.of("occupied", bay.present() ? 1.0 : 0.0);
                each.reads(bay.since(), reading);
                if (bay.heard() > bay.since()) {
                    each.reads(bay.heard(), reading);
                }
                each.until(end);
            }
            blocked += lane.active() ? 1 : 0;
            silent += silence.active() ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                """
                ## B4 and B32, parking bays: Melbourne

                | scene | bays | alarms active at the end | by a plain count |
                |---|---|---|---|
                | B4, occupied for 5 min | %1$d | %2$d | %3$d |
                | B32, silent for a day | %1$d | %4$d | %5$d |

                One snapshot: since when each bay is what it is, and when it was last heard.
                """,
                bays.size(),
                blocked,
                bays.stream()
                        .filter(bay -> bay.present() && bay.since() + STAND <= end)
                        .count(),
                silent,
                bays.stream()
                        .filter(bay -> Math.max(bay.since(), bay.heard()) + SILENT <= end)
                        .count());
    }

    private static List<Bay> read(Path file) throws IOException {
        List<Bay> bays = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(",", -1);
            if (fields[0].startsWith("20")) {
                bays.add(new Bay(fields[3].equals("Present"), millis(fields[1]), millis(fields[0])));
            }
        }
        return bays;
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
