package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.area.Areas;
import org.chengmai.cases.Cases;
import org.chengmai.cases.WorkCalendar;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Holiday;
import org.chengmai.cases.model.Severity;
import org.chengmai.city.CityTest;
import org.chengmai.device.Device;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What rules need of the city beside readings: severities that move, neighbours in a place, the calendar. */
@CityTest
@Import(WatchedCity.class)
@TestPropertySource(properties = "test.city=language")
class A02_TheWholeLanguageTest {
    private static final String FLOOD = """
            id: T1
            name: {zh: 积水, en: Flood}
            kind: manhole
            rules:
              - key: deep
                when: water > 0.5
                severity: minor
                case: no
                levels:
                  - {severity: critical, when: water > 2, case: yes}
                  - {severity: major, when: water > 1}
                zh: "{device} 积水"
                en: "{device} flooded"
            case:
              matter: {zh: 积水, en: Flood}
              title: {zh: "{alarm}", en: "{alarm}"}
              limit: 2 h
              clock: all-hours
              onClear: note
            """;

    private static final String SHAKING = """
            id: T2
            name: {zh: 震动, en: Shaking}
            kind: manhole
            rules:
              - key: many
                when: tiltDegrees > 40 and count in street (tiltDegrees > 40) >= 2
                severity: minor
                zh: "{device}"
                en: "{device}"
            """;

    @Autowired
    private WatchedCity city;

    @Autowired
    private Scenes scenes;

    @Autowired
    private Cases cases;

    @Autowired
    private Areas areas;

    @Autowired
    private EngineFeed feed;

    @Autowired
    private WorkCalendar calendar;

    @Test
    void aSeverityMovesAndBecomesACaseWhereItIsMeantForPeople() {
        assertThat(scenes.save(WatchedCity.ADMINISTRATOR, FLOOD).faults()).isEmpty();
        Device manhole = city.device("manhole", Map.of());
        long start = System.currentTimeMillis() - 60_000;

        city.reads(manhole, start, "water", 0.6);
        assertThat(flood(manhole, Severity.MINOR).caseId()).isNull();
        city.reads(manhole, start + 1_000, "water", 1.5);
        assertThat(flood(manhole, Severity.MAJOR).caseId()).isNull();
        city.reads(manhole, start + 2_000, "water", 2.5);
        AlarmLine worst = city.alarm(manhole, a -> a.scene().equals("T1") && a.caseId() != null);
        assertThat(worst.severity()).isEqualTo(Severity.CRITICAL);
        CaseFile file = cases.get(Actor.CITY, Objects.requireNonNull(worst.caseId()));
        assertThat(file.severity()).isEqualTo(Severity.CRITICAL);

        city.reads(manhole, start + 3_000, "water", 0.7);
        assertThat(flood(manhole, Severity.MINOR).caseId()).isEqualTo(worst.caseId());
        WatchedCity.await(() -> cases.history(Actor.CITY, file.id()).toString().contains("报警级别变为一般"));
        assertThat(city.alarms(manhole).stream().filter(a -> a.scene().equals("T1")))
                .hasSize(1);
    }

    private AlarmLine flood(Device device, Severity severity) {
        return city.alarm(device, a -> a.scene().equals("T1") && a.active() && a.severity() == severity);
    }

    @Test
    void neighboursCountInTheirStreet() {
        assertThat(scenes.save(WatchedCity.ADMINISTRATOR, SHAKING).faults()).isEmpty();
        Device one = city.device("manhole", Map.of());
        areas.importTree(Actor.CITY, new StringReader("""
                id,parent,level,name,lon,lat
                310107,,district,普陀区,,
                310107005,310107,street,曹杨新村街道,,
                """));
        Device other = city.device("manhole", Map.of());
        long start = System.currentTimeMillis() - 60_000;

        city.reads(one, start, "tiltDegrees", 50);
        city.reads(other, start + 1_000, "tiltDegrees", 60);

        for (Device device : List.of(one, other)) {
            AlarmLine alarm = city.alarm(device, a -> a.scene().equals("T2"));
            assertThat(alarm.raisedAt().toEpochMilli()).isEqualTo(start + 1_000);
        }
    }

    @Test
    void theCalendarOfTheCityIsTheEngines() {
        LocalDate sunday = LocalDate.of(2027, 1, 24);
        assertThat(feed.clock().isWorkday(sunday.toEpochDay())).isFalse();
        calendar.put(Actor.CITY, new Holiday(sunday, true, "调休", false));
        assertThat(feed.clock().isWorkday(sunday.toEpochDay())).isTrue();
        assertThat(feed.clock().isWorkday(sunday.plusDays(1).toEpochDay())).isTrue();
    }
}
