package org.chengmai.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Account;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CityTest
class RosterTest {

    private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");

    @Autowired
    private Roster roster;

    @Autowired
    private SmallTown town;

    @Autowired
    private JdbcClient database;

    private final Actor officer = new Actor(9, "officer", "officer", List.of(new Grant(Role.ADMINISTRATOR, "", null)));

    @BeforeEach
    void settle() {
        town.settle();
        database.sql("delete from dispatch.shift").update();
    }

    private List<String> onDuty(Instant at) {
        return roster.onDuty("bikes", at).people().stream()
                .map(Account::login)
                .sorted()
                .toList();
    }

    @Test
    void withoutARosterEverybodyActiveIsOnDuty() {
        assertThat(onDuty(NOON)).containsExactly("bikes-1", "bikes-2");
        assertThat(roster.onDuty("bikes", NOON).rostered()).isFalse();
    }

    @Test
    void withARosterOnlyWhoseShiftRunsIsOnDutyFromItsFirstMomentUntilJustBeforeItsEnd() {
        ImportReport report = roster.importCsv(officer, new StringReader("""
                unit,login,starts,ends
                bikes,bikes-1,2026-11-20 08:00,2026-11-20 16:00
                bikes,bikes-2,2026-11-20 16:00,2026-11-21 00:00
                """));

        assertThat(report.taken()).isEqualTo(2);
        assertThat(onDuty(NOON)).containsExactly("bikes-1");
        assertThat(onDuty(CityTime.read("2026-11-20 15:59"))).containsExactly("bikes-1");
        assertThat(onDuty(CityTime.read("2026-11-20 16:00"))).containsExactly("bikes-2");
        assertThat(onDuty(CityTime.read("2026-11-20 07:00"))).isEmpty();
        assertThat(CityTime.read("2026-11-20")).isEqualTo(CityTime.read("2026-11-20T00:00"));
    }

    @Test
    void aRosterThatRanOutCountsAsNone() {
        roster.put(officer, shift("bikes-1", "2026-11-19 08:00", "2026-11-19 16:00"));

        assertThat(onDuty(NOON)).containsExactly("bikes-1", "bikes-2");
    }

    private Roster.Shift shift(String login, String starts, String ends) {
        return new Roster.Shift(0, "bikes", town.account(login), CityTime.read(starts), CityTime.read(ends));
    }

    @Test
    void badRowsAreListedByLine() {
        ImportReport report = roster.importCsv(officer, new StringReader("""
                unit,login,starts,ends
                bikes,nobody,2026-11-20 08:00,2026-11-20 16:00
                bikes,cleaner-1,2026-11-20 08:00,2026-11-20 16:00
                bikes,bikes-1,tomorrow,2026-11-20 16:00
                bikes,bikes-1,2026-11-20 16:00,2026-11-20 08:00
                no-unit,bikes-1,2026-11-20 08:00,2026-11-20 16:00
                """));

        assertThat(report.taken()).isZero();
        assertThat(report.faults()).extracting(ImportReport.Fault::line).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aNeighbourMayNeitherSeeNorChangeIt() {
        roster.put(officer, shift("bikes-1", "2026-11-20 08:00", "2026-11-20 16:00"));
        Roster.Shift shift = roster.list(officer, NOON).getFirst();
        Actor neighbour =
                new Actor(8, "south", "south", List.of(new Grant(Role.ADMINISTRATOR, SmallTown.SOUTH_PLACE, null)));

        assertThat(neighbour.reach(org.chengmai.kernel.Act.MANAGE_RESPONSIBILITY))
                .isNotEqualTo(Reach.EVERYTHING);
        assertThat(roster.list(neighbour, NOON)).isEmpty();
        assertThatThrownBy(() -> roster.remove(neighbour, shift.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> roster.put(neighbour, shift)).isInstanceOf(Refusal.class);
    }
}
