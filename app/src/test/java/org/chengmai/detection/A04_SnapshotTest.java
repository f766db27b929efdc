package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.city.CityTest;
import org.chengmai.city.People;
import org.chengmai.city.Visitor;
import org.chengmai.device.Device;
import org.chengmai.device.Snapshots;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What a camera saw at an event: brought or referred to, shown with alarm and case, fetched from listed hosts alone. */
@CityTest
@Import(WatchedCity.class)
class A04_SnapshotTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, 4};

    @Autowired
    private WatchedCity city;

    @Autowired
    private Snapshots snapshots;

    @Autowired
    private Accounts accounts;

    private final HttpClient client = HttpClient.newHttpClient();

    private int brings(Device camera, long ts, String type, byte[] body) throws Exception {
        URI address =
                URI.create("http://localhost:%d/api/v1/%s/snapshot?ts=%d".formatted(city.port(), camera.token(), ts));
        return client.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int tells(Device camera, long ts, String snapshot) throws Exception {
        return brings(
                camera,
                0,
                "application/json",
                "{\"ts\":%d,\"snapshot\":\"%s\"}"
                        .formatted(ts, snapshot)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Visitor person(Role role, String place) {
        return Visitor.at(city.port(), People.of(accounts).with(role, place).login(), People.PASSWORD);
    }

    @Test
    void aSnapshotIsShownWithItsAlarmAndItsCaseAndToNobodyElse() throws Exception {
        Device camera = city.device("camera", Map.of());
        long at = System.currentTimeMillis();
        assertThat(brings(camera, at, "image/jpeg", JPEG)).isEqualTo(200);
        city.reads(camera, at, "sharedBikes", 5);
        AlarmLine alarm = city.alarm(camera, a -> a.caseId() != null);
        long caseId = Objects.requireNonNull(alarm.caseId());
        String ofAlarm = "/back/alarms/%d/snapshot".formatted(alarm.id());
        String ofCase = "/cases/%d/alarms/%d/snapshot".formatted(caseId, alarm.id());

        Visitor dispatcher = person(Role.DISPATCHER, WatchedCity.HERE);
        assertThat(dispatcher.get(ofAlarm).headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(dispatcher.get(ofCase).statusCode()).isEqualTo(200);
        assertThat(dispatcher.get("/back/alarms/" + alarm.id()).body()).contains(ofAlarm);
        assertThat(dispatcher.get("/cases/%d/alarms".formatted(caseId)).body()).contains(ofCase);
        for (Visitor stranger : List.of(person(Role.DISPATCHER, WatchedCity.NEXT_DOOR), person(Role.AUDITOR, ""))) {
            assertThat(stranger.get(ofAlarm).statusCode()).isEqualTo(404);
            assertThat(stranger.get(ofCase).statusCode()).isGreaterThanOrEqualTo(403);
        }
    }

    @Test
    void onlyAWholeJpegOfAMegabyteIsTaken() throws Exception {
        Device camera = city.device("camera", Map.of());
        long now = System.currentTimeMillis();
        assertThat(brings(camera, now, "image/jpeg", "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(400);
        assertThat(brings(camera, now, "image/jpeg", new byte[Snapshots.MOST_BYTES + 1]))
                .isEqualTo(413);
        assertThat(brings(camera, 1_000, "image/jpeg", JPEG)).isEqualTo(400);
        assertThat(tells(camera, now, "no base64!")).isEqualTo(400);
        assertThat(tells(camera, now, Base64.getEncoder().encodeToString(JPEG))).isEqualTo(200);
    }

    @Test
    void nothingIsFetchedFromAHostThatNobodyListed() throws Exception {
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/event.jpg", exchange -> {
            exchange.sendResponseHeaders(200, JPEG.length);
            exchange.getResponseBody().write(JPEG);
            exchange.close();
        });
        gateway.start();
        try {
            String host = "localhost:" + gateway.getAddress().getPort();
            Device camera = city.device("camera", Map.of());
            long at = System.currentTimeMillis();
            assertThat(tells(camera, at, "http://%s/event.jpg".formatted(host))).isEqualTo(400);
            assertThatThrownBy(() -> snapshots.allow(WatchedCity.COMMANDER, host))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> snapshots.allow(WatchedCity.ADMINISTRATOR, "http://x/"))
                    .isInstanceOf(Refusal.class);

            snapshots.allow(WatchedCity.ADMINISTRATOR, host);
            assertThat(tells(camera, at, "http://user@%s/event.jpg".formatted(host)))
                    .isEqualTo(400);
            assertThat(tells(camera, at, "file:///etc/passwd")).isEqualTo(400);
            assertThat(tells(camera, at, "http://%s/event.jpg".formatted(host))).isEqualTo(200);
            city.reads(camera, at, "sharedBikes", 5);
            AlarmLine alarm = city.alarm(camera, AlarmLine::active);
            Visitor dispatcher = person(Role.DISPATCHER, WatchedCity.HERE);
            String ofAlarm = "/back/alarms/%d/snapshot".formatted(alarm.id());
            snapshots.forbid(WatchedCity.ADMINISTRATOR, host);
            assertThat(dispatcher.get(ofAlarm).statusCode()).as("struck off").isEqualTo(404);
            snapshots.allow(Actor.CITY, host);
            assertThat(dispatcher.get(ofAlarm).statusCode()).isEqualTo(200);
        } finally {
            gateway.stop(0);
        }
        assertThatThrownBy(() -> snapshots.hosts(WatchedCity.DISPATCHER)).isInstanceOf(Refusal.class);
    }
}
