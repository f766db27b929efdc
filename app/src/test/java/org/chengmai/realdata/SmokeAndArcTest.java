package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.chengmai.city.CityTest;
import org.chengmai.realdata.Replayed.Spell;
import org.chengmai.replay.Replay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Scenes B6 and B7 as they ship, on {@code smoke-detection-iot} and {@code arc-fault-broadnet}: precision and recall. */
@Tag("realdata")
@EnabledIfEnvironmentVariable(named = "CHENGMAI_REAL_DATA", matches = ".+")
@CityTest
@Import(Replayed.class)
@TestPropertySource(properties = "chengmai.data=target/test-real-data")
class SmokeAndArcTest {

    /** The thresholds of B6 were looked at on the first 40 % of the record alone. */
    private static final double TRAINING_SHARE = 0.4;

    private static final int ONE_EPISODE_SECONDS = 60;

    @Autowired
    private Replayed city;

    @Test
    void smoke() throws IOException {
        Path file = Replayed.file("smoke-detection-iot", "smoke_detection_iot.csv.gz");
        List<Boolean> labels = new ArrayList<>();
        lines(file).stream().skip(1).forEach(line -> labels.add(line.endsWith(",1")));
        List<Episodes.Stretch> fires = Episodes.of(labels, ONE_EPISODE_SECONDS);

        Replay.Sent sent = city.replay(file, "smoke");
        Replayed.await(() ->
                sensor(sent, "B6", "gas").size() + sensor(sent, "B6", "heat").size() > 0);

        List<Spell> alarms = new ArrayList<>(sensor(sent, "B6", "gas"));
        alarms.addAll(sensor(sent, "B6", "heat"));
        long split = Math.round(labels.size() * TRAINING_SHARE * 1000);
        Episodes training = Episodes.compare(alarms, fires, 0, split);
        Episodes test = Episodes.compare(alarms, fires, split, Long.MAX_VALUE);
        System.out.printf("REAL B6 training part: %s; test part: %s%n", training, test);
        assertThat(training.found()).isEqualTo(training.labelled());
        assertThat(test.right()).isPositive();
    }

    @Test
    void arc() throws IOException {
        for (String name : List.of("arc_train.csv", "arc_test.csv")) {
            Path file = Replayed.file("arc-fault-broadnet", name);
            if (Files.exists(file)) {
                arc(file);
            }
        }
    }

    private void arc(Path file) throws IOException {
        List<Boolean> labels = new ArrayList<>();
        lines(file).stream().skip(1).forEach(line -> labels.add(line.strip().endsWith("_A")));
        List<Episodes.Stretch> arcs = Episodes.of(labels, 1);

        Replay.Sent sent = city.replay(file, "arc", "--prefix", "arc-" + System.nanoTime());
        city.settled(() -> sensor(sent, "B7", "arc"));

        Episodes result = Episodes.compare(sensor(sent, "B7", "arc"), arcs, 0, Long.MAX_VALUE);
        System.out.printf("REAL B7 %s: %s%n", file.getFileName(), result);
        assertThat(result.right()).isPositive();
    }

    private List<Spell> sensor(Replay.Sent sent, String scene, String rule) {
        return city.spells(sent, "sensor", scene, rule);
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
