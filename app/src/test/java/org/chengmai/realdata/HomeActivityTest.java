package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chengmai.city.CityTest;
import org.chengmai.realdata.Replayed.Spell;
import org.chengmai.replay.Replay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Scene B3 on the homes of two people living alone ({@code adl-ordonez}), with the person's own limit. */
@Tag("realdata")
@EnabledIfEnvironmentVariable(named = "CHENGMAI_REAL_DATA", matches = ".+")
@CityTest
@Import(Replayed.class)
@TestPropertySource(properties = "chengmai.data=target/test-real-data")
class HomeActivityTest {

    private static final Duration LIMIT = Duration.ofHours(8);

    /** One limit at every hour, known or not. */
    private static final String[] PARAMETERS = {
        "--param", "limitMinutes=" + LIMIT.toMinutes(),
        "--param", "leastMinutes=" + LIMIT.toMinutes(),
        "--param", "firstMinutes=" + LIMIT.toMinutes()
    };

    @Autowired
    private Replayed city;

    /** From when to when something in the home was on, without gaps or overlaps. */
    private record Lively(long from, long to) {}

    @Test
    void eightHoursOfQuietRaiseAndNothingElseDoes() throws IOException {
        for (Path home : homes()) {
            List<Lively> lively = lively(home, Long.MAX_VALUE);
            Replay.Sent sent = city.replay(home, "home-activity", PARAMETERS);

            List<Spell> expected = silences(lively, lively.getLast().to());
            city.settled(() -> quiet(sent));
            assertThat(quiet(sent)).as(home.toString()).isEqualTo(expected);
            System.out.printf(
                    "REAL B3 %s: %d lively spells, the record itself is silent for 8 h %d times, alarms %d: false 0, missed 0%n",
                    home.getFileName(),
                    lively.size(),
                    expected.size(),
                    quiet(sent).size());
        }
    }

    @Test
    void aRecordThatIsCutRaisesExactlyAtItsLastMomentAndTheLimit() throws IOException {
        for (Path home : homes()) {
            List<Lively> all = lively(home, Long.MAX_VALUE);
            long start = all.getFirst().from();
            long end = all.getLast().to();
            for (int percent : List.of(10, 25, 40, 55, 70, 85)) {
                long cut = (start + (end - start) * percent / 100) / 1000 * 1000;
                LocalDateTime until = LocalDateTime.ofEpochSecond(cut / 1000, 0, ZoneOffset.UTC);
                String[] options = {
                    PARAMETERS[0],
                    PARAMETERS[1],
                    PARAMETERS[2],
                    PARAMETERS[3],
                    PARAMETERS[4],
                    PARAMETERS[5],
                    "--until",
                    DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(until),
                    "--prefix",
                    "cut" + percent + "-" + System.nanoTime()
                };
                Replay.Sent sent = city.replay(home, "home-activity", options);

                List<Lively> kept = lively(home, cut);
                List<Spell> expected = silences(kept, end);
                Replayed.await(() -> quiet(sent).equals(expected));
                assertThat(quiet(sent)).as("%s cut at %s", home, until).isEqualTo(expected);
                assertThat(expected.getLast())
                        .isEqualTo(new Spell(kept.getLast().to() + LIMIT.toMillis(), null));
                System.out.printf(
                        "REAL B3 %s cut at %s: alarm 8 h after the last moment, to the millisecond%n",
                        home.getFileName(), until);
            }
        }
    }

    private List<Spell> quiet(Replay.Sent sent) {
        return city.spells(sent, "home", "B3", "quiet");
    }

    private static List<Path> homes() {
        return Stream.of("OrdonezA_Sensors.txt", "OrdonezB_Sensors.txt")
                .map(name -> Replayed.file("adl-ordonez", name))
                .filter(Files::exists)
                .toList();
    }

    /** When something was on, up to a cut, by a plain look at the file. */
    private static List<Lively> lively(Path home, long cut) throws IOException {
        List<Lively> rows = new ArrayList<>();
        for (String line : Files.readAllLines(home)) {
            if (line.startsWith("20")) {
                long from = millis(line.substring(0, 19));
                long to = millis(line.substring(19).strip().substring(0, 19));
                if (from <= cut) {
                    rows.add(new Lively(from, Math.min(to, cut)));
                }
            }
        }
        rows.sort(Comparator.comparingLong(Lively::from));
        List<Lively> merged = new ArrayList<>();
        for (Lively row : rows) {
            if (!merged.isEmpty() && row.from() <= merged.getLast().to()) {
                Lively last = merged.removeLast();
                merged.add(new Lively(last.from(), Math.max(last.to(), row.to())));
            } else {
                merged.add(row);
            }
        }
        return merged;
    }

    private static long millis(String time) {
        return LocalDateTime.parse(time.replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    /** Where nothing is on for the limit or longer, as known at {@code end}. */
    private static List<Spell> silences(List<Lively> lively, long end) {
        List<Spell> silences = new ArrayList<>();
        for (int i = 1; i < lively.size(); i++) {
            if (lively.get(i).from() - lively.get(i - 1).to() >= LIMIT.toMillis()) {
                silences.add(new Spell(
                        lively.get(i - 1).to() + LIMIT.toMillis(), lively.get(i).from()));
            }
        }
        if (end - lively.getLast().to() >= LIMIT.toMillis()) {
            silences.add(new Spell(lively.getLast().to() + LIMIT.toMillis(), null));
        }
        return silences;
    }
}
