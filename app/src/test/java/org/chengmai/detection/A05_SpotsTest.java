package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.chengmai.city.CityTest;
import org.chengmai.city.People;
import org.chengmai.city.Visitor;
import org.chengmai.device.Device;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.Devices;
import org.chengmai.device.Maintenance;
import org.chengmai.device.MaintenanceWish;
import org.chengmai.device.NewDevice;
import org.chengmai.device.Spots;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The same spot and the same thing within T is one alarm; two spots, or two things at one, are two. */
@CityTest
@Import(WatchedCity.class)
class A05_SpotsTest {

    private static final long MINUTE = 60_000;

    /** Index of the channel of cameras. */
    private static final int STALLS = 1;

    @Autowired
    private WatchedCity city;

    @Autowired
    private Devices devices;

    @Autowired
    private Spots spots;

    @Autowired
    private Maintenance maintenance;

    @Autowired
    private Accounts accounts;

    private final HttpClient client = HttpClient.newHttpClient();

    private List<AlarmLine> alarms(Device camera, String rule) {
        return city.alarms(camera).stream()
                .filter(alarm -> (alarm.scene() + "." + alarm.rule()).equals(rule))
                .sorted(Comparator.comparing(AlarmLine::deviceId).thenComparingLong(AlarmLine::id))
                .toList();
    }

    private void says(Device camera, long at, String values) {
        city.says(camera, "{\"ts\":%d,\"values\":{%s}}".formatted(at, values));
    }

    private void sees(Device camera, long at, String what, String spot, String object) {
        says(camera, at, "%s,\"spot\":\"%s\"%s".formatted(what, spot, object.isEmpty() ? "" : ",\"object\":" + object));
    }

    @ParameterizedTest
    @CsvSource({
        "B15.stalls,    camera,     '\"stalls\":1',        standMinutes",
        "B16.spill,     camera,     '\"shopSpill\":1',     spillMinutes",
        "B17.works,     camera,     '\"buildingWorks\":1', none",
        "B17a.pile,     camera,     '\"materials\":1',     lieHours",
        "B18.bikes,     camera,     '\"sharedBikes\":4',   none",
        "B18a.piled,    camera,     '\"bikesPiled\":12',   standMinutes",
        "B20.left,      bin-camera, '\"litter\":1',        leaveMinutes",
        "B20.dropped,   bin-camera, '\"litter\":1',        none",
    })
    void eachSpotAndThingHasOneAlarmHoweverOftenItIsSeen(String rule, String kind, String what, String lasts) {
        Device camera = city.device(kind, Map.of("bikes", 1.0, lasts, 0.01, "sameMinutes", 10.0));
        long start = System.currentTimeMillis() - 6 * MINUTE;
        for (int seen = 0; seen < 4; seen++) {
            long at = start + seen * MINUTE;
            sees(camera, at, what, "A3", "17");
            sees(camera, at, what, "A3", "18");
            sees(camera, at, what, "B1", "17");
        }
        WatchedCity.await(() -> alarms(camera, rule).size() == 3);
        sees(camera, start + 5 * MINUTE, what, "A3", "17");
        AlarmLine first = alarms(camera, rule).getFirst();
        WatchedCity.await(() -> city.alarms(camera).stream()
                .anyMatch(a -> a.id() == first.id() && a.lastAt().toEpochMilli() == start + 5 * MINUTE));

        List<AlarmLine> found = alarms(camera, rule);
        assertThat(found)
                .extracting(AlarmLine::deviceId)
                .containsExactly(camera.id() + "#1", camera.id() + "#2", camera.id() + "#3");
        assertThat(found).allMatch(AlarmLine::active);
        assertThat(found.get(0).count())
                .as("seen again")
                .isGreaterThan(found.get(1).count());
        assertThat(found)
                .extracting(a -> a.title().zh())
                .allSatisfy(title -> assertThat(title).contains(camera.name()));
        assertThat(found.get(1).title().zh()).contains("A3 · 18");
        if (!rule.equals("B20.dropped")) {
            WatchedCity.await(() -> alarms(camera, rule).stream().allMatch(a -> a.caseId() != null));
            assertThat(alarms(camera, rule)).extracting(AlarmLine::caseId).doesNotHaveDuplicates();
        }
    }

    @Test
    void thingsThrownBeforeTwoFacadesAreTwoEvents() {
        Device camera = city.device("facade-camera", Map.of());
        long start = System.currentTimeMillis() - 5 * MINUTE;
        for (int seen = 0; seen < 3; seen++) {
            sees(camera, start + seen * MINUTE, "\"thrown\":1", "东立面", "");
        }
        sees(camera, start + 2 * MINUTE, "\"thrown\":1", "北立面", "");
        WatchedCity.await(() -> alarms(camera, "B14.thrown").size() == 2
                && alarms(camera, "B14.thrown").getFirst().count() == 3);
        assertThat(alarms(camera, "B14.thrown").getFirst().title().zh()).contains("东立面");
        assertThat(alarms(camera, "B14.often"))
                .as("three messages of one event")
                .isEmpty();
    }

    @Test
    void theNewestPictureOfASpotIsShownBesideTheFirst() throws Exception {
        Device camera = city.device("camera", Map.of());
        long at = System.currentTimeMillis() - 5 * MINUTE;
        long later = at + 4 * MINUTE;
        brings(camera, at, "A3", 1);
        sees(camera, at, "\"sharedBikes\":4", "A3", "");
        sees(camera, at, "\"sharedBikes\":4", "B1", "");
        brings(camera, later, "A3", 2);
        sees(camera, later, "\"sharedBikes\":5", "A3", "");
        Instant last = Instant.ofEpochMilli(later);
        WatchedCity.await(
                () -> city.alarms(camera).stream().anyMatch(a -> a.lastAt().equals(last) && a.caseId() != null));
        List<AlarmLine> found = alarms(camera, "B18.bikes");
        Visitor dispatcher = Visitor.at(
                city.port(),
                People.of(accounts).with(Role.DISPATCHER, WatchedCity.HERE).login(),
                People.PASSWORD);
        String ofAlarm = "/back/alarms/%d/snapshot".formatted(found.getFirst().id());
        String page = dispatcher.get("/back/alarms/" + found.getFirst().id()).body();
        assertThat(page).contains(ofAlarm + "\"", ofAlarm + "?newest=");
        assertThat(client(dispatcher, ofAlarm)).endsWith(1);
        assertThat(client(dispatcher, ofAlarm + "?newest=1")).endsWith(2);
        assertThat(dispatcher
                        .get("/back/alarms/%d/snapshot"
                                .formatted(found.getLast().id()))
                        .statusCode())
                .as("the other spot sent none")
                .isEqualTo(404);
        String ofCase = dispatcher
                .get("/cases/%d/alarms".formatted(found.getFirst().caseId()))
                .body();
        assertThat(ofCase).contains("/snapshot\"", "/snapshot?newest=");
        assertThat(dispatcher.get("/back/devices/" + camera.id()).body()).contains("A3", camera.id() + "%231");
        assertThat(dispatcher.get("/back/devices/" + camera.id() + "%231").statusCode())
                .isEqualTo(200);
    }

    private static byte[] client(Visitor visitor, String address) {
        return visitor.get(address).body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void brings(Device camera, long ts, String spot, int last) throws IOException, InterruptedException {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, (byte) last};
        URI address = URI.create("http://localhost:%d/api/v1/%s/snapshot?ts=%d&spot=%s"
                .formatted(city.port(), camera.token(), ts, spot));
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "image/jpeg")
                .POST(HttpRequest.BodyPublishers.ofByteArray(jpeg))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSpotBelongsToItsCamera() {
        Device camera = city.device("camera", Map.of());
        sees(camera, System.currentTimeMillis(), "\"sharedBikes\":0", "A3", "");
        Device spot = devices.find(camera.id() + "#1").orElseThrow();
        assertThat(spot.name()).isEqualTo(camera.name() + " · A3");
        assertThat(spot.place()).isEqualTo(camera.place());
        assertThat(devices.alive(camera))
                .as("a camera that speaks of its spots is heard")
                .isTrue();
        assertThat(devices.within(Actor.CITY, new DeviceFilter(camera.id(), "", "", "")))
                .as("lists and counts know the camera alone")
                .extracting(Device::id)
                .containsExactly(camera.id());
        assertThat(devices.withSpots(Actor.CITY, new DeviceFilter(camera.id(), "", "", "")))
                .as("but its readings are the camera's")
                .extracting(Device::id)
                .containsExactly(camera.id(), spot.id());

        devices.change(
                Actor.CITY,
                new NewDevice(
                        camera.id(),
                        "新名",
                        "camera",
                        null,
                        null,
                        WatchedCity.NEXT_DOOR,
                        Map.of("bikes", 9.0),
                        null,
                        true,
                        false));
        Device after = devices.find(spot.id()).orElseThrow();
        assertThat(after.name()).isEqualTo("新名 · A3");
        assertThat(after.place()).isEqualTo(WatchedCity.NEXT_DOOR);
        assertThat(after.parameters()).containsEntry("bikes", 9.0);
        sees(camera, System.currentTimeMillis(), "\"sharedBikes\":0", "A3", "");
        assertThat(spots.of(camera)).hasSize(1);

        Instant now = Instant.now();
        maintenance.start(
                Actor.CITY, new MaintenanceWish(camera.id(), null, null, now, now.plus(Duration.ofHours(1)), "擦镜头"));
        assertThat(maintenance.now(after))
                .as("who works on the camera works on its spots")
                .isPresent();
    }

    @Test
    void aNameThatTellsAPlateAndOneTooManyCountForTheCameraItself() {
        Device camera = city.device("camera", Map.of());
        long now = System.currentTimeMillis();
        sees(camera, now, "\"sharedBikes\":4", "A3", "\"沪AD12345\"");
        city.alarm(camera, a -> a.deviceId().equals(camera.id()));
        assertThat(spots.of(camera)).isEmpty();

        for (int object = 1; object <= Spots.MOST + 2; object++) {
            sees(camera, now + object, "\"stalls\":0", "A3", Integer.toString(object));
        }
        assertThat(spots.of(camera)).hasSize(Spots.MOST);
        assertThat(devices.last(camera.no()).value(STALLS)).isZero();
    }
}
