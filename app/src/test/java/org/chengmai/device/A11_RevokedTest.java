package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A token that is renewed, or whose device is switched off, stops working in the same moment, wherever it is in use. */
@CityTest
@Import(DeviceKit.class)
class A11_RevokedTest {

    /** Sooner than the round that looks for silent connections every five seconds. */
    private static final long AT_ONCE_SECONDS = 4;

    @Autowired
    private DeviceKit city;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    private CompletableFuture<Throwable> connected(Device device) {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .serverHost("localhost")
                .serverPort(city.intake.mqttPort())
                .addDisconnectedListener(context -> ended.complete(context.getCause()))
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(device.token())
                .applySimpleAuth()
                .send();
        return ended;
    }

    private static void saysNotAuthorized(CompletableFuture<Throwable> ended) throws Exception {
        Throwable cause = ended.get(AT_ONCE_SECONDS, TimeUnit.SECONDS);
        assertThat(cause)
                .isInstanceOfSatisfying(
                        Mqtt5DisconnectException.class,
                        e -> assertThat(e.getMqttMessage().getReasonCode())
                                .isEqualTo(Mqtt5DisconnectReasonCode.NOT_AUTHORIZED));
    }

    private int telemetry(Device device) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:%d/api/v1/%s/telemetry".formatted(port, device.token())))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"level\":1}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void say(Socket to, String words) throws IOException {
        to.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        to.getOutputStream().flush();
    }

    private static String chunk(Device device, int level) {
        String line = "{\"device\":\"%s\",\"values\":{\"level\":%d}}\n".formatted(device.id(), level);
        return Integer.toHexString(line.length()) + "\r\n" + line + "\r\n";
    }

    @Test
    void aRenewedTokenEndsItsQuietConnectionsAndIsRefusedOverHttp() throws Exception {
        Device device = city.device();
        Device other = city.device();
        CompletableFuture<Throwable> first = connected(device);
        CompletableFuture<Throwable> second = connected(device);
        CompletableFuture<Throwable> untouched = connected(other);
        assertThat(telemetry(device)).isEqualTo(200);

        city.devices.rotateToken(Actor.CITY, device.id());

        saysNotAuthorized(first);
        saysNotAuthorized(second);
        assertThat(telemetry(device)).isEqualTo(401);
        assertThat(telemetry(city.devices.get(device.no()))).isEqualTo(200);
        assertThat(untouched).isNotDone();
    }

    @Test
    void aDeviceThatIsSwitchedOffIsCutOff() throws Exception {
        Device device = city.device();
        CompletableFuture<Throwable> ended = connected(device);

        city.devices.change(
                Actor.CITY,
                new NewDevice(
                        device.id(),
                        device.name(),
                        device.kind(),
                        null,
                        null,
                        device.place(),
                        Map.of(),
                        null,
                        false,
                        false));

        saysNotAuthorized(ended);
        assertThat(telemetry(device)).isEqualTo(401);
    }

    @Test
    void aBulkLoadOfARevokedGatewayStopsWhereItIs() throws Exception {
        Device gateway = city.device("kit-gate", DeviceKit.HERE);
        Device mine = city.device();
        try (Socket sends = new Socket("localhost", port)) {
            say(
                    sends,
                    "POST /api/v1/bulk HTTP/1.1\r\nHost: localhost\r\nX-Device-Token: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .formatted(gateway.token()));
            say(sends, chunk(mine, 1));
            DeviceKit.await(() -> city.log(mine).size() == 1);

            city.devices.rotateToken(Actor.CITY, gateway.id());
            say(sends, chunk(mine, 2));

            var answer = new BufferedReader(new InputStreamReader(sends.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 401");
        }
        assertThat(city.log(mine)).containsExactly("0=1.0");
    }
}
