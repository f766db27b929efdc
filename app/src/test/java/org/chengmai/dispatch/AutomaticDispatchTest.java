package org.chengmai.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengmai.dispatch.SmallTown.until;

import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.dispatch.Responsibility.Row;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Reach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the plan says is dispatched without a human; what cannot be waits for one. */
@CityTest
class AutomaticDispatchTest {

    @Autowired
    private AutomaticDispatch dispatch;

    @Autowired
    private Responsibility responsibility;

    @Autowired
    private ResponsibilityStore store;

    @Autowired
    private Cases cases;

    @Autowired
    private SmallTown town;

    @BeforeEach
    void settle() {
        town.settle();
        store.list(Reach.EVERYTHING).forEach(row -> store.remove(row.id()));
    }

    private CaseFile file(long id) {
        return cases.get(Actor.CITY, id);
    }

    @Test
    void aCaseWhosePlanSaysSoGoesToTheUnitThatAnswers() {
        responsibility.put(Actor.CITY, new Row(0, SmallTown.BIKES, SmallTown.DISTRICT_PLACE, "bikes", null));

        long id = town.report(SmallTown.BIKES, true);

        until("C-" + id + " is dispatched", () -> file(id).status() == Status.DISPATCHED);
        assertThat(file(id).unit()).isEqualTo("bikes");
        assertThat(town.story(id)).isEqualTo("reported ▸ accepted ▸ registered ▸ dispatched");
    }

    @Test
    void whatNobodyAnswersForStaysWithTheDeskAndItsHistorySaysWhyOnce() {
        long id = town.report(SmallTown.SMOKE, true);
        for (int i = 0; i < 3; i++) {
            dispatch.dispatchWaiting();
        }

        until("C-" + id + " says why", () -> town.story(id).endsWith("observed"));
        assertThat(file(id).status()).isEqualTo(Status.REGISTERED);
        assertThat(cases.history(Actor.CITY, id))
                .filteredOn(e -> e.kind() == EventKind.OBSERVED)
                .extracting(Event::words)
                .containsExactly("未自动派遣：烟感报警 在「测试区 城北街道 北一居委会」没有责任单位，转人工派遣");
    }

    @Test
    void itGoesAsSoonAsSomebodyAnswers() {
        long id = town.report(SmallTown.SMOKE, true);
        until("C-" + id + " is left to the desk", () -> town.story(id).endsWith("observed"));

        responsibility.put(Actor.CITY, new Row(0, "*", SmallTown.NORTH_PLACE, "street-north", null));

        until("C-" + id + " is dispatched", () -> file(id).status() == Status.DISPATCHED);
        assertThat(file(id).unit()).isEqualTo("street-north");
    }

    @Test
    void aCaseWithoutAPlanWaitsForAHuman() {
        responsibility.put(Actor.CITY, new Row(0, "*", "", "cleaners", null));
        long id = town.report(SmallTown.BIKES, false);

        dispatch.dispatchWaiting();

        assertThat(file(id).status()).isEqualTo(Status.REPORTED);
    }
}
