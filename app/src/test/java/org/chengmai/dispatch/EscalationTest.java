package org.chengmai.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Severity;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While nobody takes a task, the unit is reminded and then the people above are told, each once. */
@CityTest
class EscalationTest {

    @Autowired
    private Escalation escalation;

    @Autowired
    private Callers callers;

    @Autowired
    private Cases cases;

    @Autowired
    private SmallTown town;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void settle() {
        town.settle();
    }

    private long dispatched(Severity severity) {
        long id = town.report(SmallTown.BIKES, false, severity, SmallTown.NORTH_ONE_PLACE);
        CaseFile file = cases.get(Actor.CITY, id);
        cases.act(Actor.CITY, id, file.version(), new Command.Assign("bikes", null, ""));
        return id;
    }

    /** Instead of waiting: the task was given longer ago. */
    private void minutesPass(long id, int minutes) {
        database.sql("update cases.task set given_at = given_at - make_interval(mins => :minutes) where case_id = :id")
                .param("minutes", minutes)
                .param("id", id)
                .update();
    }

    private List<String> observed(long id) {
        return cases.history(Actor.CITY, id).stream()
                .filter(e -> e.kind() == EventKind.OBSERVED)
                .map(Event::words)
                .toList();
    }

    @Test
    void afterTenMinutesTheUnitIsRemindedAfterTwentyThePeopleAboveEachOnce() {
        long id = dispatched(Severity.MAJOR);
        minutesPass(id, 9);
        escalation.nudgeUntaken();
        assertThat(observed(id)).isEmpty();

        minutesPass(id, 1);
        escalation.nudgeUntaken();
        escalation.nudgeUntaken();
        assertThat(observed(id)).containsExactly("10 分钟未接单，已提醒 单车运维");
    }

    @Test
    void afterTwentyMinutesBothStepsStandInTheHistory() {
        long id = dispatched(Severity.MAJOR);
        minutesPass(id, 21);
        escalation.nudgeUntaken();
        escalation.nudgeUntaken();

        assertThat(observed(id)).containsExactly("10 分钟未接单，已提醒 单车运维", "单车运维 20 分钟未接单，已上报派遣员和指挥长");
    }

    @Test
    void aCriticalOneIsRemindedAfterThreeMinutes() {
        long id = dispatched(Severity.CRITICAL);
        minutesPass(id, 3);
        escalation.nudgeUntaken();

        assertThat(observed(id)).containsExactly("3 分钟未接单，已提醒 单车运维");
    }

    @Test
    void aTaskThatWasTakenIsLeftInPeace() {
        long id = dispatched(Severity.CRITICAL);
        CaseFile file = cases.get(Actor.CITY, id);
        cases.act(town.actor("bikes-1"), id, file.version(), new Command.Take());
        minutesPass(id, 60);
        escalation.nudgeUntaken();

        assertThat(observed(id)).isEmpty();
    }

    @Test
    void theStreetsOwnPeopleAreCalledBeforeTheDistricts() {
        assertThat(callers.nearest(org.chengmai.kernel.Role.DISPATCHER, SmallTown.NORTH_ONE_PLACE))
                .containsExactlyInAnyOrder(town.account("north-desk"), town.account("north-desk-2"));
    }
}
