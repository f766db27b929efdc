package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Severity;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.device.Device;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** From a reading to an alarm to a case, and back to quiet. */
@CityTest
@Import(WatchedCity.class)
class A01_AlarmsTest {

    @Autowired
    private WatchedCity city;

    @Autowired
    private Alarms alarms;

    @Autowired
    private Scenes scenes;

    @Autowired
    private Cases cases;

    private static long now() {
        return System.currentTimeMillis();
    }

    private static Device camera(WatchedCity city) {
        return city.device("camera", WatchedCity.AT_ONCE);
    }

    @Test
    void aReadingRaisesLaterOnesUpdateAndOneClears() {
        Device camera = camera(city);
        long start = now() - 60_000;

        city.reads(camera, start, "sharedBikes", 5);
        AlarmLine raised = city.alarm(camera, AlarmLine::active);
        assertThat(raised.scene()).isEqualTo("B18");
        assertThat(raised.severity()).isEqualTo(Severity.MINOR);
        assertThat(raised.title().zh()).isEqualTo("试点 %s 发现违停共享单车 5 辆".formatted(camera.id()));
        assertThat(raised.raisedAt().toEpochMilli()).isEqualTo(start);

        city.reads(camera, start + 1_000, "sharedBikes", 9);
        city.reads(camera, start + 2_000, "sharedBikes", 7);
        AlarmLine updated = city.alarm(camera, a -> a.count() == 3);
        assertThat(updated.id()).isEqualTo(raised.id());
        assertThat(updated.value()).isEqualTo(7.0);
        assertThat(updated.peak()).isEqualTo(9.0);

        city.reads(camera, start + 3_000, "sharedBikes", 0);
        AlarmLine cleared = city.alarm(camera, a -> !a.active());
        assertThat(Objects.requireNonNull(cleared.clearedAt()).toEpochMilli()).isEqualTo(start + 3_000);
        assertThat(city.alarms(camera)).hasSize(1);
    }

    @Test
    void theSameReadingTwiceCountsOnce() {
        Device camera = camera(city);
        long start = now() - 60_000;

        city.reads(camera, start, "sharedBikes", 5);
        city.reads(camera, start, "sharedBikes", 5);
        city.reads(camera, start + 1_000, "sharedBikes", 0);
        city.reads(camera, start, "sharedBikes", 5);
        city.alarm(camera, a -> !a.active());

        assertThat(city.alarms(camera))
                .singleElement()
                .satisfies(a -> assertThat(a.count()).isEqualTo(1));
    }

    @Test
    void anAlarmForPeopleBecomesOneCaseAndTheNextOneJoinsItWhileItIsOpen() {
        Device camera = camera(city);
        long start = now() - 60_000;

        city.reads(camera, start, "sharedBikes", 5);
        AlarmLine first = city.alarm(camera, a -> a.caseId() != null);
        long caseId = Objects.requireNonNull(first.caseId());
        CaseFile file = cases.get(Actor.CITY, caseId);
        assertThat(file.status()).isEqualTo(Status.REPORTED);
        assertThat(file.source()).isEqualTo("scene:B18");
        assertThat(file.matter()).isEqualTo("C-06");
        assertThat(file.title()).isEqualTo("共享单车违停：" + first.title().zh());
        assertThat(file.place()).isEqualTo(WatchedCity.HERE);
        assertThat(file.deviceId()).isEqualTo(camera.id());

        city.reads(camera, start + 1_000, "sharedBikes", 0);
        WatchedCity.await(() -> history(caseId).contains("报警解除"));
        city.reads(camera, start + 2_000, "sharedBikes", 3);
        AlarmLine second = city.alarm(camera, a -> a.active() && a.caseId() != null);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.caseId()).isEqualTo(caseId);
        assertThat(history(caseId)).contains("再次报警");
        assertThat(alarms.ofCase(caseId)).hasSize(2);
    }

    private String history(long caseId) {
        return cases.history(Actor.CITY, caseId).toString();
    }

    @Test
    void timeAloneRaisesWithTheDevicesOwnLimit() {
        Device lane = city.device("fire-lane", Map.of("standMinutes", 0.02));
        long start = now();

        city.reads(lane, start, "occupied", 1);

        AlarmLine raised = city.alarm(lane, AlarmLine::active);
        assertThat(raised.scene()).isEqualTo("B4");
        assertThat(raised.raisedAt().toEpochMilli()).isEqualTo(start + 1_200);
        assertThat(raised.title().zh()).contains("超过 0.02 分钟");
    }

    @Test
    void aCaseThatNobodyHasEndsWhenItsAlarmClears() {
        Device lane = city.device("fire-lane", Map.of("standMinutes", 0.001));
        city.reads(lane, now() - 1_000, "occupied", 1);
        AlarmLine raised = city.alarm(lane, a -> a.caseId() != null);

        city.reads(lane, now(), "occupied", 0);

        WatchedCity.await(() -> cases.get(Actor.CITY, Objects.requireNonNull(raised.caseId()))
                .status()
                .over());
    }

    @Test
    void aSceneThatIsSwitchedOffClearsAndOnAgainRaises() {
        Device door = city.device("stair-door", Map.of("openMinutes", 0.001));
        city.reads(door, now() - 1_000, "open", 1);
        AlarmLine raised = city.alarm(door, AlarmLine::active);

        scenes.enable(WatchedCity.ADMINISTRATOR, "B5", false);
        city.alarm(door, a -> !a.active());
        assertThat(scenes.enabled("B5")).isFalse();

        scenes.enable(WatchedCity.ADMINISTRATOR, "B5", true);
        AlarmLine again = city.alarm(door, AlarmLine::active);
        assertThat(again.scene()).isEqualTo(raised.scene());
    }

    @Test
    void aNeighbourSeesNothingAndChangesNothing() {
        Device camera = camera(city);
        city.reads(camera, now() - 1_000, "sharedBikes", 5);
        AlarmLine raised = city.alarm(camera, AlarmLine::active);

        assertThat(alarms.list(WatchedCity.DISPATCHER, AlarmFilter.ofDevice(camera.id()), 0)
                        .items())
                .hasSize(1);
        assertThat(alarms.find(WatchedCity.DISPATCHER, raised.id())).isPresent();
        assertThat(alarms.list(WatchedCity.NEIGHBOUR, AlarmFilter.ofDevice(camera.id()), 0)
                        .items())
                .isEmpty();
        assertThat(alarms.find(WatchedCity.NEIGHBOUR, raised.id())).isEmpty();
        Reach nextDoor = new Reach(java.util.List.of(WatchedCity.NEXT_DOOR), java.util.List.of(), 0);
        assertThat(alarms.active(nextDoor)).extracting(AlarmLine::id).doesNotContain(raised.id());
        assertThat(alarms.counts(nextDoor).byStreet()).doesNotContainKey(WatchedCity.HERE);
        assertThat(alarms.counts(Reach.EVERYTHING).byStreet()).containsKey(WatchedCity.HERE);
        assertThatThrownBy(() -> alarms.list(Actor.PUBLIC, AlarmFilter.ALL, 0)).isInstanceOf(Refusal.class);
    }

    @Test
    void aStreetsCommanderReadsScenesButDoesNotChangeTheCitys() {
        assertThat(scenes.lines(WatchedCity.COMMANDER)).isNotEmpty();
        assertThat(scenes.mayChange(WatchedCity.COMMANDER)).isFalse();
        assertThatThrownBy(() -> scenes.enable(WatchedCity.COMMANDER, "B18", false))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> scenes.save(WatchedCity.COMMANDER, "id: X")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> scenes.reload(WatchedCity.COMMANDER)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> scenes.lines(WatchedCity.DISPATCHER)).isInstanceOf(Refusal.class);
        assertThat(scenes.enabled("B18")).isTrue();
    }
}
