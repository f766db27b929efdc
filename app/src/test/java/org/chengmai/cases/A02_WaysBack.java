package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengmai.cases.Street.*;

import java.util.List;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way back carries a reason, and nothing recorded before is cleared. */
@CityTest
class A02_WaysBack {

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
    void aUnitGivesItBackThreeTimesThenItIsLocked() {
        CaseFile file = street.reported("绿化带垃圾");
        for (int time = 1; time <= 3; time++) {
            file = street.does(WANG, file, new Command.Assign("clean-1", null, ""));
            file = street.does(LI, file, new Command.GiveBack("不归我们"));
            assertThat(file.status()).isEqualTo(Status.REGISTERED);
            assertThat(file.givenBack()).isEqualTo(time);
        }
        CaseFile again = street.does(WANG, file, new Command.Assign("clean-1", null, "就归你们"));

        assertThatThrownBy(() -> street.does(LI, again, new Command.GiveBack("真不归我们")))
                .hasMessage(
                        "Expected to give back case %s, but it was given back 3 times and is locked until a dispatcher unlocks it."
                                .formatted(again.number()));

        CaseFile unlocked = street.does(WANG, again, new Command.Unlock("现场看过"));
        assertThat(street.does(LI, unlocked, new Command.GiveBack("归绿化")).givenBack())
                .isEqualTo(1);
    }

    @Test
    void theVerifierSendsItBackForRework() {
        CaseFile file = street.fedBack("堆物没清完");

        CaseFile again = street.does(ZHAO, file, new Command.Verify(false, "还有一半"));

        assertThat(again.status()).isEqualTo(Status.DISPATCHED);
        assertThat(again.task()).isNotNull().satisfies(task -> {
            assertThat(task.unit()).isEqualTo("clean-1");
            assertThat(task.account()).isEqualTo(LI.account());
        });
        assertThat(street.story(file.id())).endsWith("fed_back clean-1 李强 ▸ reworked clean-1 赵明");
        assertThat(again.photos()).hasSize(1);
    }

    @Test
    void theDispatcherSendsItBackToTheRegistrarAndTheRegistrarToTheReporter() {
        CaseFile file = street.does(WANG, street.reported("说不清楚"), new Command.Register(""));
        file = street.does(WANG, file, new Command.ReturnToRegistrar("事项不对"));
        file = street.does(WANG, file, new Command.ReturnToReporter("请说明地点"));

        assertThat(file.status()).isEqualTo(Status.REPORTED);
        assertThat(cases.followed(file.code()).steps().getLast().words()).isEqualTo("请说明地点");

        cases.answer(file.code(), "就在菜场门口");
        assertThat(street.story(file.id()))
                .isEqualTo("reported 城脉 ▸ accepted 王丽 ▸ registered 王丽 ▸ returned_to_registrar 王丽"
                        + " ▸ returned_to_reporter 王丽 ▸ noted 市民");
    }

    @Test
    void itIsVoidedOnlyWhileNoUnitHasIt() {
        CaseFile wrong = street.reported("没有的事");
        CaseFile given = street.given("有的事", "clean-1");

        assertThat(street.does(WANG, wrong, new Command.MakeVoid("现场没有")).status())
                .isEqualTo(Status.VOID);
        assertThatThrownBy(() -> street.does(WANG, given, new Command.MakeVoid("算了")))
                .hasMessage("Expected to void case %s, but unit clean-1 still has it.".formatted(given.number()));
        assertThatThrownBy(() -> street.does(WANG, street.reported("再一件"), new Command.MakeVoid("  ")))
                .hasMessageContaining("no reason is given");
    }

    @Test
    void anotherUnitGetsItWhenNobodyTakesIt() {
        CaseFile file = street.given("没人接", "clean-1");

        file = street.does(WANG, file, new Command.Reassign("green-1", SUN.account(), "清洁队没人"));

        assertThat(file.unit()).isEqualTo("green-1");
        assertThat(street.does(SUN, file, new Command.Take()).status()).isEqualTo(Status.HANDLING);
        assertThat(street.story(file.id()))
                .endsWith("dispatched clean-1 王丽 ▸ reassigned green-1 王丽 ▸ taken green-1 孙勇");
    }

    @Test
    void aMatterThatAsksForAPhotoIsNotFedBackWithoutOne() {
        CaseFile file = street.handled("要照片");

        assertThatThrownBy(() -> street.does(LI, file, new Command.FeedBack(Outcome.RESOLVED, "好了", List.of())))
                .hasMessage(
                        "Expected to feed back on case %s, but its matter asks for a photo.".formatted(file.number()));
        assertThat(cases.history(WANG, file.id())).hasSize(5);
    }

    @Test
    void explainedIsNotResolved() {
        long id = cases.report(trouble("portal", "半夜施工", "C-09", SQUARE, false));
        CaseFile file = street.does(WANG, cases.get(WANG, id), new Command.Assign("clean-1", null, ""));
        file = street.does(LI, file, new Command.Take());

        file = street.does(LI, file, new Command.FeedBack(Outcome.EXPLAINED, "有夜间施工许可", List.of()));

        assertThat(file.outcome()).isEqualTo(Outcome.EXPLAINED);
    }

    @Test
    void theReporterRatesAClosedCaseOnce() {
        CaseFile file = street.closed("修好了");
        CaseFile open = street.reported("还没修");

        cases.rate(file.code(), 4, "挺快");

        assertThat(cases.followed(file.code()).stars()).isEqualTo(4);
        assertThat(cases.followed(file.code()).answer()).isEqualTo("已清理");
        assertThatThrownBy(() -> cases.rate(file.code(), 5, "")).hasMessageContaining("it has 4 stars already");
        assertThatThrownBy(() -> cases.rate(open.code(), 5, "")).hasMessageContaining("it is REPORTED");
        assertThatThrownBy(() -> cases.rate("NOSUCHCODE", 5, "")).hasMessageContaining("there is none");
    }
}
