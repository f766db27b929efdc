package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengmai.cases.Street.*;

import java.io.StringReader;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chengmai.audit.Audit;
import org.chengmai.audit.Entry;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.ReportColumns;
import org.chengmai.cases.model.Reporter;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Through no method of the door does a neighbour read or change what is not his. */
@CityTest
class A04_NeighboursSeeNothing {

    @Autowired
    private Cases cases;

    @Autowired
    private Units units;

    @Autowired
    private Audit audit;

    private Street street;

    @BeforeEach
    void stage() {
        street = new Street(cases, units);
    }

    @Test
    void theNextStreetCanNeitherReadNorChange() {
        CaseFile file = street.fedBack("本街道的事");
        long photo = file.photos().getFirst();
        String before = street.story(file.id());

        unknown(() -> cases.get(NEIGHBOUR, file.id()));
        unknown(() -> cases.history(NEIGHBOUR, file.id()));
        unknown(() -> cases.similar(NEIGHBOUR, file.id()));
        unknown(() -> cases.photo(NEIGHBOUR, file.id(), photo, false));
        unknown(() -> cases.reporter(NEIGHBOUR, file.id()));
        unknown(() -> street.does(NEIGHBOUR, file, new Command.Verify(true, "")));
        unknown(() -> street.does(NEIGHBOUR, file, new Command.Note("路过")));
        assertThat(numbers(NEIGHBOUR, Filter.ALL.size(500))).doesNotContain(file.id());
        assertThat(cases.counts(NEIGHBOUR.reach(Act.SEE_CASES)).openByStreet()).doesNotContainKey("310107005");
        assertThat(street.story(file.id())).isEqualTo(before);
    }

    @Test
    void aUnitSeesWhatItWasGivenAndNothingElse() {
        CaseFile ours = street.given("给清洁队的", "clean-1");
        CaseFile theirs = street.given("给绿化队的", "green-1");
        CaseFile nobodys = street.reported("还没派的");

        assertThat(numbers(LI, Filter.ALL.size(500))).contains(ours.id()).doesNotContain(theirs.id(), nobodys.id());
        assertThat(cases.get(LI, ours.id()).number()).isEqualTo(ours.number());
        unknown(() -> cases.get(LI, theirs.id()));
        unknown(() -> street.does(LI, theirs, new Command.Take()));
        unknown(() -> cases.history(LI, nobodys.id()));
    }

    @Test
    void seeingIsNotDoing() {
        CaseFile file = street.reported("看得见动不了");
        CaseFile given = street.given("给了清洁队", "clean-1");

        forbidden(() -> street.does(CHEN, file, new Command.Accept("")));
        forbidden(() -> street.does(CHEN, file, new Command.Assign("clean-1", null, "")));
        forbidden(() -> street.does(CHEN, given, new Command.Take()));
        forbidden(() -> street.does(LI, given, new Command.Reassign("green-1", null, "推掉")));
        forbidden(() -> street.does(KEEPER, file, new Command.Accept("")));
    }

    @Test
    void whatIsGivenByNameIsHisAlone() {
        CaseFile named = street.does(WANG, street.reported("点名给陈静"), new Command.Assign("grid-1", CHEN.account(), ""));
        CaseFile taken = street.handled("李强接了");

        assertThat(street.does(CHEN, named, new Command.Take()).version()).isEqualTo(5);
        assertThat(numbers(CHEN, Filter.OPEN.mine(true))).contains(named.id()).doesNotContain(taken.id());
        forbidden(() -> street.does(CHEN, taken, Street.done()));
    }

    @Test
    void nobodyVerifiesHisOwnWork() {
        CaseFile file = street.does(WANG, street.reported("自己干自己验"), new Command.Assign("grid-1", null, ""));
        file = street.does(CHEN, file, new Command.Take());
        CaseFile done = street.does(CHEN, file, Street.done());

        assertThatThrownBy(() -> street.does(CHEN, done, new Command.Verify(true, "")))
                .hasMessage("Expected to verify case %s, but 陈静 did the work.".formatted(done.number()));
    }

    @Test
    void whoReportedIsMaskedAndLookingIsNoted() {
        CaseFile file = street.reported("谁报的");

        assertThat(file.reporter()).isEqualTo(new Reporter("周**", "138****5678"));
        assertThat(cases.reporter(WANG, file.id())).isEqualTo(new Reporter("周女士", "13812345678"));
        forbidden(() -> cases.reporter(CHEN, file.id()));

        assertThat(audited(file.number())).contains("p11 see.personal", "p15 see.personal refused");
    }

    @Test
    void whoTriedIsNoted() {
        CaseFile file = street.reported("有人试过");
        forbidden(() -> street.does(CHEN, file, new Command.Accept("")));
        unknown(() -> cases.get(NEIGHBOUR, file.id()));
        street.does(WANG, file, new Command.Accept(""));

        assertThat(audited(file.number()))
                .contains("p15 case.accepted refused", "p16 case.see refused", "p11 case.accepted");
    }

    @Test
    void theBackRoomIsForItsKeepers() {
        ReportColumns columns = columns(NEXT_DOOR);
        forbidden(() -> cases.importReports(WANG, new StringReader("no,title\n1,x"), columns, n -> {}));
        forbidden(() -> cases.report(person(), Street.trouble("审计员上报")));
    }

    private static Actor person() {
        return new Actor(
                99, "p99", "审计", List.of(new org.chengmai.kernel.Grant(org.chengmai.kernel.Role.AUDITOR, "", null)));
    }

    private static ReportColumns columns(String place) {
        return new ReportColumns("import", "no", "title", "", "", "", "", "", "", "", "", "C-12", place);
    }

    private List<Long> numbers(Actor actor, Filter filter) {
        return cases.list(actor, filter, null).cases().stream()
                .map(CaseLine::id)
                .toList();
    }

    private List<String> audited(String number) {
        Actor auditor = person();
        return audit.list(auditor, new org.chengmai.audit.Filter("", "", number, null, null, false), 0).items().stream()
                .map(A04_NeighboursSeeNothing::line)
                .toList();
    }

    private static String line(Entry entry) {
        return entry.login() + " " + entry.action() + (entry.refused() ? " refused" : "");
    }

    private static void unknown(ThrowingCallable attempt) {
        refused(attempt, Refusal.Kind.NOT_FOUND);
    }

    private static void forbidden(ThrowingCallable attempt) {
        refused(attempt, Refusal.Kind.FORBIDDEN);
    }

    private static void refused(ThrowingCallable attempt, Refusal.Kind kind) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }
}
