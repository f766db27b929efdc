package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Refusal;
import org.chengmai.stream.Derivation;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Whoever sends more than its kind may is slowed, and nothing that was acknowledged is lost. */
@CityTest
@Import(DeviceKit.class)
class A12_RateLimitTest {

    @Autowired
    private DeviceKit city;

    @Autowired
    private Health health;

    @LocalServerPort
    private int port;

    private Device device(int perMinute) {
        Kind box = DeviceKit.kind("limit-" + perMinute, false);
        city.kinds.put(
                Actor.CITY,
                new Kind(
                        box.id(),
                        box.name(),
                        box.symbol(),
                        box.channels(),
                        box.silentMinutes(),
                        false,
                        5_000,
                        perMinute,
                        Derivation.NONE));
        return city.device("limit-" + perMinute, DeviceKit.HERE);
    }

    private HttpResponse<String> post(HttpClient client, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void beyondItHttpSaysWhenToComeAgain() throws Exception {
        Device device = device(3);
        Device other = city.device();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String path = "/api/v1/" + device.token() + "/telemetry";
            for (int i = 0; i < 3; i++) {
                assertThat(post(client, path, "{\"level\":%d}".formatted(i)).statusCode())
                        .isEqualTo(200);
            }

            HttpResponse<String> refused = post(client, path, "{\"level\":9}");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 20);
            assertThat(refused.body()).contains("at most 3 messages a minute");
            assertThat(post(client, "/api/v1/" + other.token() + "/telemetry", "{\"level\":1}")
                            .statusCode())
                    .as("the others are not slowed")
                    .isEqualTo(200);
        }
        assertThat(city.log(device)).containsExactly("0=0.0", "0=1.0", "0=2.0");
        assertThat(health.excess(device).times()).isEqualTo(1);
        assertThat(city.devices.within(Actor.CITY, new DeviceFilter("", "", "", "limited")))
                .contains(device)
                .doesNotContain(other);
        Visitor officer = Visitor.at(port, "kit-here", DeviceKit.PASSWORD);
        assertThat(officer.get("/back/devices/" + device.id()).body()).contains("超限 1 次");
        assertThat(officer.get("/back/health?kind=limit-3").body()).contains("state=limited");
    }

    @Test
    void beyondItMqttIsReadMoreSlowlyAndEveryMessageIsInTheLogWhenItIsAcknowledged() throws Exception {
        Device device = device(1_200);
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(city.intake.mqttPort())
                .simpleAuth()
                .username(device.token())
                .applySimpleAuth()
                .buildAsync();
        client.connectWith().keepAlive(1).send().get(20, TimeUnit.SECONDS);

        int sent = 1_240;
        List<? extends CompletableFuture<?>> acknowledged = IntStream.range(0, sent)
                .mapToObj(i -> client.publishWith()
                        .topic("v1/devices/me/telemetry")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload("{\"ts\":%d,\"values\":{\"level\":1}}"
                                .formatted(1_760_000_000_000L + i)
                                .getBytes(StandardCharsets.UTF_8))
                        .send())
                .toList();

        CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(city.log(device)).hasSize(sent);
        assertThat(health.excess(device).times()).isPositive();
        client.disconnect().get(20, TimeUnit.SECONDS);
    }

    @Test
    void theFormOfAKindSaysHowLateAndHowManyAndTheKindKeepsIt() {
        Visitor admin = Visitor.at(port, "kit-admin", DeviceKit.PASSWORD);
        Map<String, String> form = Map.of(
                "id", "late-box", "zh", "迟", "en", "Late", "symbol", "迟", "silentMinutes", "60", "late", "2 min");

        admin.get("/back/kinds");
        assertThat(admin.post("/back/kinds", form).statusCode()).isEqualTo(302);

        assertThat(city.kinds.get("late-box").lateMillis()).isEqualTo(120_000);
        assertThat(city.kinds.get("late-box").perMinute()).isEqualTo(Kind.PER_MINUTE);
        assertThat(admin.get("/back/kinds/late-box").body()).contains("读数允许乱序 2 min", "value=\"2 min\"");
        Map<String, String> wrong = new java.util.HashMap<>(form);
        wrong.put("late", "11 min");
        assertThat(admin.post("/back/kinds", wrong).statusCode()).isEqualTo(400);
        wrong.put("late", "0 s");
        wrong.put("perMinute", "-1");
        assertThat(admin.post("/back/kinds", wrong).statusCode()).isEqualTo(400);
        wrong.put("perMinute", "0");
        assertThat(admin.post("/back/kinds", wrong).statusCode()).isEqualTo(302);
        assertThat(city.kinds.get("late-box").lateMillis()).isZero();
        assertThat(city.kinds.get("late-box").perMinute()).isZero();
        Visitor neighbour = Visitor.at(port, "kit-next", DeviceKit.PASSWORD);
        neighbour.get("/back/kinds");
        assertThat(neighbour.post("/back/kinds", form).statusCode()).isEqualTo(403);
        assertThatThrownBy(() -> city.kinds.put(
                        Actor.CITY,
                        new Kind(
                                "late-box",
                                new Bilingual("迟", "Late"),
                                "迟",
                                List.of(),
                                60,
                                false,
                                700_000,
                                0,
                                Derivation.NONE)))
                .isInstanceOf(Refusal.class);
    }
}
