package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chengmai.city.CityTest;
import org.chengmai.detection.store.Checkpoints;
import org.chengmai.device.Device;
import org.chengmai.device.Readings;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The city has heard nobody for a while; what it knows of that is stored before it judges anybody by the clock. */
@CityTest
@Import(WatchedCity.class)
@TestPropertySource(properties = "test.city=pause")
class D01_APauseOutlivesACrashTest implements AlarmListener {

    private static final long SILENT = 12_000;
    private static final long PAUSE = 7_000;
    private static final long GRACE = 30_000;

    @Autowired
    private WatchedCity city;

    @Autowired
    private Detection detection;

    @Autowired
    private Readings readings;

    @Autowired
    private Scenes scenes;

    @Autowired
    private EngineFeed feed;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private InstantSource clock;

    private final List<String> told = new ArrayList<>();

    @Test
    void whoeverGoesOnFromTheCheckpointKnowsOfThePause() throws Exception {
        Device camera = city.device("camera", Map.of("silentMinutes", SILENT / 60_000.0));
        long said = clock.millis();
        city.reads(camera, said, "stalls", 0);
        CompletableFuture<List<String>> inTheGrace = new CompletableFuture<>();
        CompletableFuture<List<String>> afterIt = new CompletableFuture<>();
        readings.onPump(() -> {
            long heardAgain = clock.millis() + PAUSE;
            detection.idle(heardAgain);
            inTheGrace.complete(goesOnUntil(heardAgain + GRACE - 1));
            afterIt.complete(goesOnUntil(heardAgain + GRACE));
        });

        assertThat(inTheGrace.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(afterIt.get(30, TimeUnit.SECONDS)).containsExactly((said + SILENT) + " raised B32.silent");
    }

    /** What an engine that goes on from the stored checkpoint says until then. */
    private List<String> goesOnUntil(long millis) {
        Engine other = feed.engine(this);
        other.install(scenes.rules().book());
        feed.tell(other, feed.all(), each -> each.known().toEpochMilli());
        other.restore(checkpoints.last().orElseThrow().state()::open);
        told.clear();
        other.advance(millis);
        return List.copyOf(told);
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        told.add(atMillis + " raised " + scenes.rules().entry(rule).scene().id() + "."
                + scenes.rules().entry(rule).rule().key());
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // no reading comes
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        told.add(atMillis + " cleared " + rule);
    }
}
