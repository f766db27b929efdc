package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.Device;
import org.chengmai.device.Maintenance;
import org.chengmai.device.MaintenanceWish;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** An alarm looked at: in the list, by itself, on the pages of its device and its case; and maintenance set by hand. */
@CityTest
@Import(WatchedCity.class)
class AlarmPagesTest {

    @Autowired
    private WatchedCity city;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Maintenance maintenance;

    private static long now() {
        return System.currentTimeMillis();
    }

    private Visitor person(String login, Role role, String place) {
        if (accounts.byLogin(login).isEmpty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(
                            login, login, "", WatchedCity.PASSWORD, place, List.of(new Grant(role, place, null))));
        }
        return Visitor.at(city.port(), login, WatchedCity.PASSWORD);
    }

    @Test
    void anAlarmTellsItsRuleItsLimitItsTimesAndItsCase() {
        Device camera = city.device("camera", Map.of("bikes", 3.0));
        city.reads(camera, now(), "sharedBikes", 7);
        AlarmLine alarm = city.alarm(camera, a -> a.caseId() != null);
        Visitor dispatcher = person("alarm.dispatcher", Role.DISPATCHER, WatchedCity.HERE);

        assertThat(dispatcher.get("/back/alarms?scene=B18&state=active").body())
                .contains("/back/alarms/" + alarm.id(), camera.id());
        assertThat(dispatcher.get("/back/alarms?suppression=only").body()).doesNotContain(camera.id());
        String page = dispatcher.get("/back/alarms/" + alarm.id()).body();
        assertThat(page)
                .contains(alarm.title().zh(), "共享单车", "&gt;= 3", "阈值 3", "本设备自有", "class=\"raise\"")
                .contains("/desk?case=" + alarm.caseId(), "/back/devices/" + camera.id());
        assertThat(dispatcher.get("/back/alarms/of/" + camera.id()).body()).contains("/back/alarms/" + alarm.id());
        assertThat(dispatcher.get("/cases/%d/alarms".formatted(alarm.caseId())).body())
                .contains("/back/alarms/" + alarm.id());
    }

    @Test
    void neighboursAndHandlersFindNoAlarm() {
        Device camera = city.device("camera", WatchedCity.AT_ONCE);
        city.reads(camera, now(), "sharedBikes", 7);
        AlarmLine alarm = city.alarm(camera, a -> a.caseId() != null);
        Visitor neighbour = person("alarm.neighbour", Role.DISPATCHER, WatchedCity.NEXT_DOOR);
        Visitor auditor = person("alarm.auditor", Role.AUDITOR, "");

        assertThat(neighbour.get("/back/alarms?device=" + camera.id()).body())
                .doesNotContain("/back/alarms/" + alarm.id());
        for (Visitor stranger : List.of(neighbour, auditor)) {
            assertThat(stranger.get("/back/alarms/" + alarm.id()).statusCode()).isEqualTo(404);
            assertThat(stranger.get("/back/alarms/of/" + camera.id()).statusCode())
                    .isEqualTo(404);
            assertThat(stranger.get("/cases/%d/alarms".formatted(alarm.caseId()))
                            .statusCode())
                    .isGreaterThanOrEqualTo(403);
            assertThat(stranger.get("/back/maintenance/of/" + camera.id()).statusCode())
                    .isEqualTo(404);
        }
        assertThat(auditor.get("/back/alarms").statusCode()).isEqualTo(403);
        assertThat(auditor.get("/back/maintenance").statusCode()).isEqualTo(403);
    }

    @Test
    void maintenanceIsSetAndEndedOnTheDevicesPage() {
        Device camera = city.device("camera", WatchedCity.AT_ONCE);
        Visitor officer = Visitor.at(city.port(), WatchedCity.ADMIN, WatchedCity.PASSWORD);
        Visitor dispatcher = person("alarm.dispatcher2", Role.DISPATCHER, WatchedCity.HERE);
        Map<String, String> window =
                Map.of("device", camera.id(), "from", "2026-01-01T00:00", "until", "2026-01-01T01:00", "why", "换电池");
        officer.get("/back/devices/" + camera.id());
        assertThat(officer.post("/back/maintenance", window).statusCode())
                .as("it would be over")
                .isEqualTo(400);

        long id = maintenance.start(
                Actor.CITY,
                new MaintenanceWish(
                        camera.id(), null, null, Instant.now(), Instant.now().plusSeconds(3600), "换电池"));
        assertThat(officer.get("/back/maintenance").body()).contains("换电池", camera.id());
        assertThat(officer.get("/back/maintenance/of/" + camera.id()).body()).contains("维护中", "/end");
        assertThat(officer.get("/back/health?kind=camera").body()).contains("state=maintenance");
        city.reads(camera, now(), "sharedBikes", 4);
        AlarmLine held = city.alarm(camera, AlarmLine::held);
        assertThat(officer.get("/back/alarms/" + held.id()).body()).contains("已抑制，未通知", "维护窗口 " + id);

        dispatcher.get("/back/maintenance");
        assertThat(dispatcher.get("/back/maintenance/of/" + camera.id()).body())
                .contains("换电池")
                .doesNotContain("/end");
        assertThat(dispatcher
                        .post("/back/maintenance/%d/end".formatted(id), Map.of())
                        .statusCode())
                .isEqualTo(403);
        officer.get("/back/maintenance");
        assertThat(officer.post("/back/maintenance/%d/end".formatted(id), Map.of("device", camera.id()))
                        .headers()
                        .firstValue("location"))
                .hasValue("/back/devices/" + camera.id());
        assertThat(Objects.requireNonNull(
                                city.alarm(camera, a -> a.caseId() != null).suppression())
                        .window())
                .isEqualTo(id);
    }
}
