package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengmai.cases.Street.*;

import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Holiday;
import org.chengmai.cases.model.Matter;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the city takes up and when it works is data that an officer keeps. */
@CityTest
class B01_TheBackRoom {

    private static final String TABLE = """
            kind	big	bigname	code	name
            事项	06	市容环境类	06010	暴露垃圾
            部件	06	市政设施	06010	供水井盖
            天象	06	日月	06011	日食
            事项	06	市容环境类	6012	道路不洁
            事项	06	市容环境类	06013
            """;

    @Autowired
    private Matters matters;

    @Autowired
    private WorkCalendar calendar;

    @Test
    void aFreshCityHasItsEverydayMatters() {
        assertThat(matters.list("C-")).hasSize(12);
        assertThat(matters.get("C-08").limit()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void theStandardsTableComesInByKindAndNumber() {
        ImportReport report = matters.importTsv(KEEPER, new StringReader(TABLE));

        assertThat(report.taken()).isEqualTo(2);
        assertThat(report.faults())
                .extracting(fault -> fault.line() + ": " + fault.reason())
                .containsExactly(
                        "4: Expected 部件 or 事项 in column 'kind', but found '天象'.",
                        "5: Expected a code of five digits, but found '6012'.",
                        "6: Expected a value in column 'name', but it is empty.");
        assertThat(matters.get("事项-06010").clock()).isEqualTo(ClockKind.WORK_HOURS);
        assertThat(matters.get("部件-06010").name().zh()).isEqualTo("供水井盖");
    }

    @Test
    void whatAnOfficerSetByHandStays() {
        Matter scene = new Matter(
                "S-HAND", new Bilingual("场景", "Scene"), "场景", Duration.ofMinutes(30), ClockKind.ALL_HOURS, false);
        matters.define(Actor.CITY, scene);
        matters.rule(KEEPER, "S-HAND", Duration.ofHours(1), ClockKind.WORK_HOURS, true);

        matters.define(
                Actor.CITY,
                new Matter("S-HAND", new Bilingual("新名", "New"), "场景", scene.limit(), scene.clock(), false));

        assertThat(matters.get("S-HAND"))
                .isEqualTo(new Matter(
                        "S-HAND", new Bilingual("新名", "New"), "场景", Duration.ofHours(1), ClockKind.WORK_HOURS, true));
    }

    @Test
    void onlyTheKeepersOfCataloguesMayChangeThem() {
        assertForbidden(() -> matters.rule(WANG, "C-01", Duration.ofHours(1), ClockKind.ALL_HOURS, true));
        assertForbidden(() -> matters.importTsv(WANG, new StringReader(TABLE)));
        assertForbidden(() -> calendar.put(WANG, new Holiday(LocalDate.of(2030, 1, 1), false, "x", false)));
        assertForbidden(() -> calendar.remove(WANG, LocalDate.of(2030, 1, 1)));
        assertForbidden(() -> calendar.importCsv(WANG, new StringReader("day,works,name\n")));
        assertThatThrownBy(() -> matters.rule(KEEPER, "C-01", Duration.ofHours(30), ClockKind.WORK_DAYS, true))
                .hasMessageContaining("in whole days on a clock of days");
    }

    @Test
    void theCalendarIsDataAndLimitsFollowIt() {
        LocalDateTime friday = LocalDateTime.of(2031, 3, 7, 17, 0);
        assertThat(due(friday)).isEqualTo(LocalDateTime.of(2031, 3, 10, 9, 0));

        ImportReport report = calendar.importCsv(
                KEEPER, new StringReader("day,works,name\n2031-03-08,1,调休\n2031-3-9,0,错\n2031-03-10,2,错\n"));

        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.faults()).hasSize(2);
        assertThat(due(friday)).isEqualTo(LocalDateTime.of(2031, 3, 8, 9, 0));
        calendar.remove(KEEPER, LocalDate.of(2031, 3, 8));
        assertThat(due(friday)).isEqualTo(LocalDateTime.of(2031, 3, 10, 9, 0));
    }

    @Test
    void theHolidaysThatCameWithItWaitToBeChecked() {
        assertThat(calendar.list())
                .filteredOn(day -> day.day().getYear() == 2026)
                .hasSize(39);
        assertThat(calendar.list().getFirst().assumed()).isTrue();
    }

    private LocalDateTime due(LocalDateTime from) {
        return CityTime.of(calendar.deadline(
                        from.atZone(CityTime.ZONE).toInstant(), Duration.ofHours(2), ClockKind.WORK_HOURS))
                .toLocalDateTime();
    }

    private static void assertForbidden(org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }
}
