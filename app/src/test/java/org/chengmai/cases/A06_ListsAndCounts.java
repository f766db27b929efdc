package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengmai.cases.Street.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.CasePage;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Counts;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Similar;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the desk and the screen ask for. */
@CityTest
class A06_ListsAndCounts {

    @Autowired
    private Cases cases;

    @Autowired
    private Units units;

    private Street street;

    @BeforeEach
    void stage() {
        street = new Street(cases, units);
    }

    @Test
    void aListIsNarrowedByWhatOneAsksFor() {
        CaseFile lamp = cases.get(Actor.CITY, cases.report(trouble("filters", "路灯%不亮", "C-03", SQUARE, false)));
        CaseFile noise = cases.get(Actor.CITY, cases.report(trouble("filters", "噪声扰民", "C-09", SQUARE, false)));
        street.does(WANG, noise, new Command.Assign("green-1", null, ""));
        Filter mine = Filter.ALL.source("filters");

        assertThat(found(mine)).containsExactly(noise.id(), lamp.id());
        assertThat(found(mine.matter("C-03"))).containsExactly(lamp.id());
        assertThat(found(mine.status(EnumSet.of(Status.DISPATCHED)))).containsExactly(noise.id());
        assertThat(found(mine.unit("green-1"))).containsExactly(noise.id());
        assertThat(found(mine.words("噪声"))).containsExactly(noise.id());
        assertThat(found(mine.words("灯%不"))).containsExactly(lamp.id());
        assertThat(found(mine.words("%"))).containsExactly(lamp.id());
        assertThat(found(mine.words(lamp.number().toLowerCase(java.util.Locale.ROOT))))
                .containsExactly(lamp.id());
        assertThat(found(mine.place(HERE + "310107005001/"))).isEmpty();
        assertThat(found(mine.overdue(true))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            long id = cases.report(trouble("paging", "第 " + i + " 件", "C-08", SQUARE, i % 2 == 0));
            made.add(id);
        }

        for (Filter.Order order : Filter.Order.values()) {
            Filter filter = Filter.ALL.source("paging").order(order).size(5);
            List<Long> read = new ArrayList<>();
            String next = null;
            do {
                CasePage page = cases.list(WANG, filter, next);
                page.cases().forEach(line -> read.add(line.id()));
                next = page.next();
            } while (next != null);
            assertThat(read).as(order.name()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void whatIsDueSoonestComesFirstOnTheDesk() {
        long late = cases.report(trouble("urgency", "稍后", "C-10", SQUARE, true));
        long soon = cases.report(trouble("urgency", "马上", "C-08", SQUARE, true));
        long never = cases.report(trouble("urgency", "还没立案", "C-08", SQUARE, false));

        assertThat(found(Filter.ALL.source("urgency").order(Filter.Order.URGENT)))
                .containsExactly(soon, late, never);
    }

    @Test
    void theSameMatterNearbyAndLatelyIsSuggested() {
        Point lane = new Point(121.4200, 31.2500);
        Point next = new Point(121.4203, 31.2500);
        Point corner = new Point(121.4210, 31.2500);
        long first = cases.report(trouble("similar", "井盖响", "C-02", lane, false));
        long again = cases.report(trouble("similar", "井盖又响", "C-02", next, false));
        cases.report(trouble("similar", "远处井盖", "C-02", corner, false));
        cases.report(trouble("similar", "旁边路灯", "C-03", lane, false));

        List<Similar> similar = cases.similar(WANG, first);

        assertThat(similar).extracting(s -> s.line().id()).containsExactly(again);
        assertThat(similar.getFirst().metres()).isBetween(28.0, 29.0);
    }

    @Test
    void countsSayHowManyAndWhere() {
        Counts before = cases.counts(WANG.reach(Act.SEE_CASES));
        cases.report(trouble("scene:COUNT", "数一数", "C-08", SQUARE, true));
        street.closed("数完了");
        street.reported("还在");

        Counts after = cases.counts(WANG.reach(Act.SEE_CASES));

        assertThat(after.open()).isEqualTo(before.open() + 2);
        assertThat(after.reportedToday()).isEqualTo(before.reportedToday() + 3);
        assertThat(after.closedToday()).isEqualTo(before.closedToday() + 1);
        assertThat(after.openBySource()).containsEntry("scene:COUNT", 1);
        assertThat(after.openByStreet()).containsEntry("310107005", after.open());
        assertThat(after.byStatus()).containsKeys(Status.REPORTED, Status.CLOSED);
    }

    private List<Long> found(Filter filter) {
        return cases.list(WANG, filter, null).cases().stream().map(CaseLine::id).toList();
    }
}
