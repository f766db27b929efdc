package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengmai.cases.Street.*;

import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the report to the end, as it should go. */
@CityTest
class A01_AReportBecomesACase {

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
    void itGoesAllTheWayToItsEnd() {
        CaseFile file = street.reported("垃圾没人清");
        file = street.does(WANG, file, new Command.Accept(""));
        file = street.does(WANG, file, new Command.Register("属实"));
        file = street.does(WANG, file, new Command.Assign("clean-1", null, "请尽快"));
        file = street.does(LI, file, new Command.Take());
        file = street.does(LI, file, new Command.Arrive(SQUARE));
        file = street.does(LI, file, done());
        file = street.does(ZHAO, file, new Command.Verify(true, "干净了"));
        file = street.does(WANG, file, new Command.Close("谢谢"));

        assertThat(street.story(file.id()))
                .isEqualTo("reported 城脉 ▸ accepted 王丽 ▸ registered 王丽 ▸ dispatched clean-1 王丽 ▸ taken clean-1 李强"
                        + " ▸ arrived 李强 ▸ fed_back clean-1 李强 ▸ verified 赵明 ▸ closed 王丽");
        assertThat(file.status()).isEqualTo(Status.CLOSED);
        assertThat(file.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(file.photos()).hasSize(1);
        assertThat(file.task()).isNull();
    }

    @Test
    void dispatchingAFreshReportAcceptsAndRegistersIt() {
        CaseFile file = street.given("井盖松动", "green-1");

        assertThat(street.story(file.id()))
                .isEqualTo("reported 城脉 ▸ accepted 王丽 ▸ registered 王丽 ▸ dispatched green-1 王丽");
        assertThat(file.deadline()).isNotNull();
        assertThat(file.remaining()).isPositive();
    }

    @Test
    void anAutomaticOneIsRegisteredByTheCityAndWaitsForThePlan() {
        long id = cases.report(trouble("scene:X1", "车道被占", "C-08", SQUARE, true));

        assertThat(street.story(id)).startsWith("reported 城脉 ▸ accepted 城脉 ▸ registered 城脉");
        assertThat(cases.waitingForPlan()).extracting(CaseFile::id).contains(id);

        CaseFile file = cases.get(Actor.CITY, id);
        street.does(Actor.CITY, file, new Command.Assign("green-1", null, ""));
        assertThat(cases.waitingForPlan()).extracting(CaseFile::id).doesNotContain(id);
    }

    @Test
    void theSameReportAgainIsTheSameCase() {
        Report report = trouble("路灯不亮");

        long first = cases.report(report);

        assertThat(cases.report(report)).isEqualTo(first);
        assertThat(cases.bySource(report.source(), report.sourceRef()))
                .hasValueSatisfying(file -> assertThat(file.id()).isEqualTo(first));
        assertThat(street.story(first)).isEqualTo("reported 城脉");
    }
}
