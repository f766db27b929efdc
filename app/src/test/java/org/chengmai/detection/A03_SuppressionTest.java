package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.city.CityTest;
import org.chengmai.device.Device;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.Devices;
import org.chengmai.device.Maintenance;
import org.chengmai.device.MaintenanceWish;
import org.chengmai.device.NewDevice;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alarms that are recorded but bother nobody: in a maintenance window, and under an alarm that says more. */
@CityTest
@Import(WatchedCity.class)
class A03_SuppressionTest {

    private static final Actor NEXT_DOORS_ADMINISTRATOR =
            new Actor(906, "w906", "w906", List.of(new Grant(Role.ADMINISTRATOR, WatchedCity.NEXT_DOOR, null)));

    @Autowired
    private WatchedCity city;

    @Autowired
    private Alarms alarms;

    @Autowired
    private Devices devices;

    @Autowired
    private Maintenance maintenance;

    @Autowired
    private CaseReporter reporter;

    @Autowired
    private JdbcClient database;

    private static long now() {
        return System.currentTimeMillis();
    }

    private static MaintenanceWish work(String device) {
        return new MaintenanceWish(
                device,
                null,
                null,
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3600),
                "换镜头");
    }

    @Test
    void inAWindowAlarmsAreKeptAndWhatIsStillActiveAtItsEndIsBroughtUp() {
        Device camera = city.device("camera", WatchedCity.AT_ONCE);
        long window = maintenance.start(WatchedCity.ADMINISTRATOR, work(camera.id()));
        city.reads(camera, now(), "sharedBikes", 5);
        AlarmLine over = city.alarm(camera, AlarmLine::active);
        assertThat(over.suppression()).isEqualTo(new AlarmLine.Suppressed(true, window, null, null));
        city.reads(camera, now(), "sharedBikes", 0);
        city.alarm(camera, a -> !a.active());

        city.reads(camera, now(), "sharedBikes", 4);
        AlarmLine held = city.alarm(camera, AlarmLine::active);
        reporter.reportAll();
        assertThat(held.held()).isTrue();
        assertThat(city.alarms(camera)).extracting(AlarmLine::caseId).containsOnlyNulls();
        assertThat(alarms.active(Reach.EVERYTHING)).extracting(AlarmLine::id).doesNotContain(held.id());
        assertThat(list(camera, AlarmFilter.Suppression.ONLY)).hasSize(2);
        assertThat(list(camera, AlarmFilter.Suppression.WITHOUT)).isEmpty();
        assertThat(inMaintenance()).contains(camera.id());

        maintenance.end(WatchedCity.ADMINISTRATOR, window);

        AlarmLine brought = city.alarm(camera, a -> a.caseId() != null);
        assertThat(brought.id()).isEqualTo(held.id());
        assertThat(Objects.requireNonNull(brought.suppression()).broughtAt()).isNotNull();
        assertThat(city.alarm(camera, a -> a.id() == over.id()).caseId()).isNull();
        assertThat(inMaintenance()).doesNotContain(camera.id());
        assertThat(said("device.maintenance", camera.id())).contains("换镜头");
        assertThat(said("device.maintenance.end", camera.id())).contains("window " + window);
    }

    private List<AlarmLine> list(Device device, AlarmFilter.Suppression suppression) {
        return alarms.list(Actor.CITY, new AlarmFilter(null, "", device.id(), false, suppression), 0)
                .items();
    }

    private List<String> inMaintenance() {
        return devices.within(Actor.CITY, new DeviceFilter("", "", "", "maintenance"))
                .map(Device::id)
                .toList();
    }

    private String said(String action, String subject) {
        return database.sql("select detail from audit.entry where action = :action and subject = :subject")
                .param("action", action)
                .param("subject", subject)
                .query(String.class)
                .single();
    }

    @Test
    void aWindowOverAKindInAPlaceHoldsForItsDevicesAlone() {
        Instant from = Instant.now().minusSeconds(60);
        long window = maintenance.start(
                WatchedCity.ADMINISTRATOR,
                new MaintenanceWish(null, "stair-door", WatchedCity.HERE, from, from.plus(Duration.ofHours(2)), "刷漆"));
        Device door = city.device("stair-door", Map.of("openMinutes", 0.001));
        Device camera = city.device("camera", WatchedCity.AT_ONCE);
        city.reads(door, now() - 1_000, "open", 1);
        city.reads(camera, now() - 1_000, "sharedBikes", 3);

        assertThat(city.alarm(door, AlarmLine::active).held()).isTrue();
        assertThat(city.alarm(camera, a -> a.caseId() != null).suppression()).isNull();

        maintenance.end(WatchedCity.ADMINISTRATOR, window);
        city.alarm(door, a -> a.caseId() != null);
    }

    @Test
    void windowsAreSetAndEndedByWhoeverManagesTheDevicesOfThePlace() {
        Device camera = city.device("camera", WatchedCity.AT_ONCE);
        MaintenanceWish wish = work(camera.id());
        for (Actor other : List.of(WatchedCity.DISPATCHER, WatchedCity.COMMANDER, NEXT_DOORS_ADMINISTRATOR)) {
            assertThatThrownBy(() -> maintenance.start(other, wish)).isInstanceOf(Refusal.class);
        }
        long window = maintenance.start(WatchedCity.ADMINISTRATOR, wish);
        assertThat(maintenance.of(WatchedCity.DISPATCHER, camera)).hasSize(1);
        assertThatThrownBy(() -> maintenance.of(WatchedCity.NEIGHBOUR, camera)).isInstanceOf(Refusal.class);
        assertThat(maintenance.list(WatchedCity.NEIGHBOUR, 0).items())
                .noneMatch(w -> camera.id().equals(w.deviceId()));
        assertThatThrownBy(() -> maintenance.end(WatchedCity.DISPATCHER, window))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> maintenance.end(NEXT_DOORS_ADMINISTRATOR, window))
                .isInstanceOf(Refusal.class);
        maintenance.end(WatchedCity.ADMINISTRATOR, window);
        assertThatThrownBy(() -> maintenance.end(WatchedCity.ADMINISTRATOR, window))
                .hasMessageContaining("is over");
    }

    @Test
    void aWindowHasAReasonAnEndAndALimit() {
        Device camera = city.device("camera", WatchedCity.AT_ONCE);
        Instant now = Instant.now();
        refused(new MaintenanceWish(camera.id(), null, null, now, now.plusSeconds(60), " "), "a reason");
        refused(new MaintenanceWish(camera.id(), null, null, now, now.minusSeconds(60), "x"), "begins before");
        refused(new MaintenanceWish(camera.id(), null, null, now, now.plus(Duration.ofDays(32)), "x"), "31 days");
        refused(new MaintenanceWish("nobody", null, null, now, now.plusSeconds(60), "x"), "there is none");
        refused(new MaintenanceWish(null, null, null, now, now.plusSeconds(60), "x"), "neither was named");
    }

    private void refused(MaintenanceWish wish, String why) {
        assertThatThrownBy(() -> maintenance.start(WatchedCity.ADMINISTRATOR, wish))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    @Test
    void aDeviceThatIsSilentUnderItsSilentGatewayIsToldWhenTheGatewayIsBackAndItIsNot() {
        Device gateway = city.device("gateway", Map.of("quietMinutes", 0.01));
        String id = "behind-" + gateway.id();
        devices.add(
                Actor.CITY,
                new NewDevice(
                        id,
                        id,
                        "camera",
                        null,
                        null,
                        WatchedCity.HERE,
                        Map.of("silentMinutes", 0.03),
                        null,
                        true,
                        false,
                        gateway.id()));
        Device behind = devices.find(id).orElseThrow();
        assertThat(behind.gateway()).isEqualTo(gateway.id());
        city.reads(gateway, now(), "heartbeat", 1);
        city.reads(behind, now(), "sharedBikes", 0);

        AlarmLine above = city.alarm(gateway, a -> a.scene().equals("B32a") && a.caseId() != null);
        AlarmLine held = city.alarm(behind, a -> a.scene().equals("B32") && a.active());
        assertThat(held.suppression()).isEqualTo(new AlarmLine.Suppressed(true, null, above.id(), null));

        city.reads(gateway, now(), "heartbeat", 2);
        city.alarm(gateway, a -> a.id() == above.id() && !a.active());
        reporter.reportAll();
        assertThat(city.alarm(behind, AlarmLine::active).held()).isTrue();
        graceIsOver(held);
        reporter.reportAll();
        assertThat(city.alarm(behind, a -> a.caseId() != null).id()).isEqualTo(held.id());
    }

    private void graceIsOver(AlarmLine alarm) {
        int changed = database.sql("""
                        update detection.alarm set release_after = release_after - interval '1 hour'
                        where id = :id and release_after is not null and held
                        """).param("id", alarm.id()).update();
        assertThat(changed).as("the alarm waits for the end of its grace").isEqualTo(1);
    }

    @Test
    void aFaultUnderSmokeIsNoNewsAndEndsUnheard() {
        Device detector = city.device("smoke", Map.of());
        long start = now() - Duration.ofMinutes(12).toMillis();
        city.reads(detector, start, "fault", 1);
        city.reads(detector, start + 1_000, "smoke", 1);
        city.reads(detector, now(), "smoke", 1);
        AlarmLine smoke = city.alarm(detector, a -> a.scene().equals("B6") && a.caseId() != null);
        AlarmLine fault = city.alarm(detector, a -> a.scene().equals("B6a"));
        assertThat(fault.held()).isTrue();
        assertThat(Objects.requireNonNull(fault.suppression()).under()).isEqualTo(smoke.id());

        city.reads(detector, now(), "fault", 0);
        city.alarm(detector, a -> a.id() == fault.id() && !a.active());
        reporter.reportAll();
        assertThat(city.alarm(detector, a -> a.id() == fault.id()).caseId()).isNull();
    }
}
