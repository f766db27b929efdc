package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengmai.cases.Street.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Report;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One wins, the other is told who was faster; and never are there two open tasks. */
@CityTest
class A03_TwoPeopleAtOnce {

    @Autowired
    private Cases cases;

    @Autowired
    private Units units;

    @Autowired
    private JdbcClient database;

    private Street street;

    @BeforeEach
    void stage() {
        street = new Street(cases, units);
    }

    @Test
    void whoeverComesSecondIsToldWhoWasFaster() {
        CaseFile seen = street.does(WANG, street.reported("两人同派"), new Command.Register(""));
        street.does(WANG, seen, new Command.Assign("clean-1", null, ""));
        String at = CityTime.of(cases.history(WANG, seen.id()).getLast().at())
                .toLocalTime()
                .withSecond(0)
                .withNano(0)
                .toString();

        assertThatThrownBy(() -> street.does(ZHAO, seen, new Command.Assign("green-1", null, "")))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.CONFLICT))
                .hasMessage("Expected to dispatch case %s at step 3, but it is at step 4: 王丽 dispatched it at %s."
                        .formatted(seen.number(), at));
    }

    @Test
    void inTheSameMomentExactlyOneWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            CaseFile seen = street.reported("同一刻 " + round);

            List<String> outcomes = atOnce(
                    () -> outcome(WANG, seen, new Command.Assign("clean-1", null, "")),
                    () -> outcome(ZHAO, seen, new Command.Assign("green-1", null, "")));

            assertThat(outcomes).containsExactlyInAnyOrder("won", "case.changed");
            assertThat(openTasks(seen.id())).isEqualTo(1);
            assertThat(cases.history(Actor.CITY, seen.id())).hasSize(4);
        }
    }

    private String outcome(Actor actor, CaseFile seen, Command command) {
        try {
            street.does(actor, seen, command);
            return "won";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    @Test
    void theSameReportFromTwoSidesIsOneCase() throws Exception {
        for (int round = 0; round < 20; round++) {
            Report report = trouble("两边同报 " + round);

            Set<Long> numbers = Set.copyOf(atOnce(() -> cases.report(report), () -> cases.report(report)));

            assertThat(numbers).hasSize(1);
            assertThat(cases.history(Actor.CITY, numbers.iterator().next())).hasSize(1);
        }
    }

    @Test
    void aNoteDisturbsNobody() {
        CaseFile seen = street.reported("边看边记");
        street.does(ZHAO, seen, new Command.Note("领导关注"));
        cases.observe(seen.id(), "alarm.1", new Bilingual("报警解除", "Alarm over"));
        cases.observe(seen.id(), "alarm.1", new Bilingual("报警解除", "Alarm over"));

        street.does(WANG, seen, new Command.Accept(""));

        assertThat(street.story(seen.id())).isEqualTo("reported 城脉 ▸ noted 赵明 ▸ observed 城脉 ▸ accepted 王丽");
    }

    @Test
    void theDatabaseItselfRefusesASecondTaskAndARewrittenHistory() {
        CaseFile file = street.given("库里也守", "clean-1");

        assertThatThrownBy(() -> database.sql(
                                "insert into cases.task (case_id, unit, given_at) values (:case, 'x', now())")
                        .param("case", file.id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("one_open_task");
        for (String rewriting :
                List.of("update cases.event set words = 'x'", "delete from cases.event", "truncate cases.event")) {
            assertThatThrownBy(() -> database.sql(rewriting).update())
                    .hasMessageContaining("the history of cases, but it is only ever added to");
        }
    }

    private int openTasks(long id) {
        return database.sql("select count(*) from cases.task where case_id = :case and ended_at is null")
                .param("case", id)
                .query(Integer.class)
                .single();
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> each : List.of(one, other)) {
                running.add(threads.submit(() -> {
                    start.await();
                    return each.call();
                }));
            }
            return running.stream().map(A03_TwoPeopleAtOnce::result).collect(Collectors.toList());
        }
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
