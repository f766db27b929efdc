package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chengmai.detection.CameraTwin.Shot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stored state is of a version that this program cannot read: it says so and reads the log of readings instead. */
class D02_AStrangeStateIsReplacedByTheLogTest {

    private static final String CAMERA = "strange-1";

    @Test
    void andNoAlarmIsMissingOrDouble(@TempDir Path data) throws Exception {
        long start = System.currentTimeMillis() - 600_000;
        List<Shot> shots = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            shots.add(new Shot(start + step * CameraTwin.STEP_MILLIS, step % 8 < 5 ? 9 : 0, step % 11 == 0 ? 2 : 0));
        }
        List<String> expected =
                CameraTwin.alarms(CAMERA, shots).stream().sorted().toList();
        try (CrashCity city = CrashCity.open(data, CameraTwin.SCENES)) {
            String token = city.register("camera", List.of(CAMERA));
            send(city, token, shots.subList(0, 23));
            city.storesStateOfVersion(99);
            city.kill();
            city.startAgain();
            city.says("The checkpoint cannot be read; reading the whole log of readings instead");
            city.says("Expected a snapshot of version 1 to \\d+, but found version 99");
            send(city, token, shots.subList(23, shots.size()));

            assertThat(city.alarms("X1", "X2")).isEqualTo(expected);
        }
    }

    /** Returns when the alarms of all shots are committed: the city answers a message after it has judged the one before. */
    private static void send(CrashCity city, String token, List<Shot> shots) {
        Mqtt3BlockingClient client = Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(city.mqttPort())
                .simpleAuth()
                .username(token)
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        for (Shot shot : shots) {
            publish(client, shot);
        }
        publish(client, shots.getLast());
        client.disconnect();
    }

    private static void publish(Mqtt3BlockingClient client, Shot shot) {
        String message = "{\"%s\":[{\"ts\":%d,\"values\":{\"stalls\":%d,\"sharedBikes\":%d}}]}"
                .formatted(CAMERA, shot.at(), shot.stalls(), shot.bikes());
        client.publishWith()
                .topic("v1/gateway/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.getBytes(StandardCharsets.UTF_8))
                .send();
    }
}
