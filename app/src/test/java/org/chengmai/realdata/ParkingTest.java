package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chengmai.city.CityTest;
import org.chengmai.realdata.Replayed.Spell;
import org.chengmai.replay.Replay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Scenes B4 and B32 on a snapshot of 3,309 bays ({@code melbourne-parking-bays}), against a plain count. */
@Tag("realdata")
@EnabledIfEnvironmentVariable(named = "CHENGMAI_REAL_DATA", matches = ".+")
@CityTest
@Import(Replayed.class)
@TestPropertySource(properties = "chengmai.data=target/test-real-data")
class ParkingTest {

    private static final long STAND = Duration.ofMinutes(5).toMillis();
    private static final long SILENT = Duration.ofDays(1).toMillis();

    /** Left out near the record's end: what the passing of the test's own time decides. */
    private static final long EDGE = Duration.ofMinutes(10).toMillis();

    @Autowired
    private Replayed city;

    @Autowired
    private JdbcClient database;

    private record Bay(String id, boolean present, long since, long heard) {}

    @Test
    void blockedLanesAndSilentSensorsAreThoseOfAPlainCount() throws IOException {
        List<Bay> bays = bays();
        long end = bays.stream()
                .mapToLong(b -> Math.max(b.since(), b.heard()))
                .max()
                .orElseThrow();
        Replay.Sent sent =
                city.replay(Replayed.file("melbourne-parking-bays", "on-street-parking-bay-sensors.csv"), "parking");

        List<String> blocked = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Bay bay : bays) {
            if (bay.present() && bay.since() + STAND < end - EDGE) {
                blocked.add(told(bay, new Spell(bay.since() + STAND, null)));
            }
            long first = Math.min(bay.since(), bay.heard());
            long last = Math.max(bay.since(), bay.heard());
            if (bay.heard() > bay.since() && last - first >= SILENT && first + SILENT < end - EDGE) {
                silent.add(told(bay, new Spell(first + SILENT, last)));
            }
            long heardLast = bay.heard() > bay.since() ? bay.heard() : bay.since();
            if (heardLast + SILENT < end - EDGE) {
                silent.add(told(bay, new Spell(heardLast + SILENT, null)));
            }
        }
        blocked.sort(null);
        silent.sort(null);
        Replayed.await(() -> alarms(sent, "B4", end).equals(blocked)
                && alarms(sent, "B32", end).equals(silent));

        assertSame(alarms(sent, "B4", end), blocked);
        assertSame(alarms(sent, "B32", end), silent);
        System.out.printf(
                "REAL B4 %d bays occupied 5 min, B32 %d silences of a day among %d bays, all as counted plainly%n",
                blocked.size(), silent.size(), bays.size());
    }

    private static void assertSame(List<String> alarms, List<String> expected) {
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(Set.copyOf(alarms));
        List<String> wrong = new ArrayList<>(alarms);
        wrong.removeAll(Set.copyOf(expected));
        assertThat(missing).as("missing").isEmpty();
        assertThat(wrong).as("raised without reason").isEmpty();
        assertThat(alarms).hasSameSizeAs(expected);
    }

    private static String told(Bay bay, Spell spell) {
        return bay.id() + " " + spell.raisedMillis() + "-" + spell.clearedMillis();
    }

    /** The city's alarms of the replayed bays, but for those the record's end is too close to. */
    private List<String> alarms(Replay.Sent sent, String scene, long end) {
        String prefix = sent.ids().values().iterator().next();
        List<String> told = new ArrayList<>();
        String start = prefix.substring(0, prefix.lastIndexOf('-') + 1);
        database.sql("""
                        select device_id, raised_at, cleared_at from detection.alarm
                        where scene = :scene and device_id like :start || '%' and rule in ('blocked', 'silent')
                        """).param("scene", scene).param("start", start).query(row -> {
            java.sql.@Nullable Timestamp cleared = row.getTimestamp("cleared_at");
            long raised = row.getTimestamp("raised_at").getTime() - sent.shiftMillis();
            if (raised < end - EDGE) {
                told.add("%s %d-%s"
                        .formatted(
                                row.getString("device_id").substring(start.length()),
                                raised,
                                cleared == null ? null : cleared.getTime() - sent.shiftMillis()));
            }
        });
        told.sort(null);
        return told;
    }

    private static List<Bay> bays() throws IOException {
        List<Bay> bays = new ArrayList<>();
        for (String line :
                Files.readAllLines(Replayed.file("melbourne-parking-bays", "on-street-parking-bay-sensors.csv"))) {
            String[] fields = line.split(",", -1);
            if (fields[0].startsWith("20")) {
                bays.add(new Bay(fields[4], fields[3].equals("Present"), millis(fields[1]), millis(fields[0])));
            }
        }
        return bays;
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
