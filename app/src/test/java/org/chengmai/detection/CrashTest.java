package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.chengmai.detection.CameraTwin.Shot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program is killed at random moments under load, started again, and sent again what it has not acknowledged. In
 * the end its alarms are those that a plain look at all readings gives: none is missing, none is double.
 */
class CrashTest {

    private static final long SEED = Long.getLong("chengmai.crash.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("chengmai.crash.kills", 3);
    private static final int CAMERAS = 200;
    private static final int STEPS = 150;
    private static final int CAMERAS_A_MESSAGE = 20;
    private static final int IN_FLIGHT = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Random random = new Random(SEED);
    private final List<String> messages = new ArrayList<>();
    private final BitSet acknowledged = new BitSet();

    @Test
    void noAlarmIsMissingAndNoneIsDouble(@TempDir Path data) throws Exception {
        System.out.println("Crash test with -Dchengmai.crash.seed=" + SEED);
        Map<String, List<Shot>> shots = script();
        List<String> expected = shots.entrySet().stream()
                .flatMap(e -> CameraTwin.alarms(e.getKey(), e.getValue()).stream())
                .sorted()
                .toList();
        try (CrashCity city = CrashCity.open(data, CameraTwin.SCENES)) {
            String token = city.register("camera", List.copyOf(shots.keySet()));
            for (int kill = 1; kill <= KILLS; kill++) {
                int stopAt = messages.size() * kill / (KILLS + 1) + random.nextInt(IN_FLIGHT);
                send(city, token, stopAt, Duration.ofMillis(random.nextInt(60)));
                city.kill();
                city.startAgain();
            }
            send(city, token, messages.size(), Duration.ZERO);

            assertThat(acknowledged.cardinality()).isEqualTo(messages.size());
            await(() -> city.alarms("X1", "X2").equals(expected));
            assertThat(city.alarms("X1", "X2")).as("seed " + SEED).isEqualTo(expected);
            await(() -> !city.casesByDevice().containsKey("waiting"));
            assertThat(city.casesByDevice())
                    .as("one case a camera, seed " + SEED)
                    .allSatisfy((camera, cases) -> assertThat(cases).isEqualTo(1));
            assertThat(city.doubledReadings())
                    .as("sent again and in the log twice, seed " + SEED)
                    .isZero();
        }
    }

    /** What every camera sends, and the messages that carry it: steps in order, some cameras a message. */
    private Map<String, List<Shot>> script() {
        Map<String, List<Shot>> shots = new HashMap<>();
        List<String> ids =
                IntStream.range(0, CAMERAS).mapToObj("crash-%03d"::formatted).toList();
        long start = System.currentTimeMillis() - STEPS * CameraTwin.STEP_MILLIS - 60_000;
        for (int step = 0; step < STEPS; step++) {
            long at = start + step * CameraTwin.STEP_MILLIS;
            for (int first = 0; first < CAMERAS; first += CAMERAS_A_MESSAGE) {
                messages.add(message(ids.subList(first, first + CAMERAS_A_MESSAGE), at, step, shots));
            }
        }
        return shots;
    }

    private String message(List<String> ids, long at, int step, Map<String, List<Shot>> shots) {
        StringBuilder json = new StringBuilder("{");
        for (String id : ids) {
            boolean last = step == STEPS - 1;
            int bikes = random.nextInt(40) == 0 ? 1 + random.nextInt(5) : 0;
            Shot shot = new Shot(at, last ? 0 : random.nextInt(12), last ? 0 : bikes);
            shots.computeIfAbsent(id, key -> new ArrayList<>()).add(shot);
            json.append(json.length() > 1 ? "," : "")
                    .append("\"%s\":[{\"ts\":%d,\"values\":{\"stalls\":%d,\"sharedBikes\":%d}}]"
                            .formatted(id, at, shot.stalls(), shot.bikes()));
        }
        return json.append('}').toString();
    }

    /** Sends from the first unacknowledged message up to {@code end}; leaves with up to a window of them on their way. */
    private void send(CrashCity city, String token, int end, Duration pause) throws Exception {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(city.mqttPort())
                .simpleAuth()
                .username(token)
                .applySimpleAuth()
                .buildAsync();
        client.connect().get(60, TimeUnit.SECONDS);
        boolean last = end == messages.size();
        Semaphore window = new Semaphore(IN_FLIGHT);
        for (int i = next(); i < end; i++) {
            window.acquire();
            publish(client, i, window);
        }
        if (last) {
            assertThat(window.tryAcquire(IN_FLIGHT, 60, TimeUnit.SECONDS)).isTrue();
            client.disconnect().get(10, TimeUnit.SECONDS);
        } else {
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private int next() {
        synchronized (acknowledged) {
            return acknowledged.nextClearBit(0);
        }
    }

    private void publish(Mqtt3AsyncClient client, int message, Semaphore window) {
        client.publishWith()
                .topic("v1/gateway/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(messages.get(message).getBytes(StandardCharsets.UTF_8))
                .send()
                .handle((sent, failed) -> {
                    if (failed == null) {
                        synchronized (acknowledged) {
                            acknowledged.set(message);
                        }
                    }
                    window.release();
                    return sent;
                })
                .exceptionally(failed -> null)
                .isDone();
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void await(Check check) throws Exception {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!check.holds() && System.nanoTime() < limit) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
