package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengmai.cases.Street.*;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Life;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.store.CaseRows;
import org.chengmai.cases.store.HistoryRows;
import org.chengmai.city.CityTest;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** A limit runs out, is seen once, and stays in the history. */
@CityTest
@Import(A05_TheClockRuns.Ears.class)
class A05_TheClockRuns {

    /** Hears what the cases tell upwards. */
    @TestConfiguration
    static class Ears {
        private final List<CaseChanged> changes = new CopyOnWriteArrayList<>();

        @Bean
        Ears ears() {
            return this;
        }

        @EventListener
        void on(CaseChanged changed) {
            changes.add(changed);
        }
    }

    @Autowired
    private Cases cases;

    @Autowired
    private Units units;

    @Autowired
    private CaseRows rows;

    @Autowired
    private HistoryRows history;

    @Autowired
    private Telling telling;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Ears ears;

    private Street street;

    @BeforeEach
    void stage() {
        street = new Street(cases, units);
    }

    @Test
    void theDeadlineFollowsTheMatterUnlessTheReportSaysOtherwise() {
        CaseFile file = street.given("两小时办结", "clean-1");
        assertThat(file.clock()).isEqualTo(ClockKind.WORK_HOURS);
        assertThat(file.limit()).isEqualTo(Duration.ofHours(4));

        CaseFile urgent = cases.get(Actor.CITY, cases.report(urgent(Duration.ofMinutes(30))));
        urgent = street.does(WANG, urgent, new Command.Register(""));
        assertThat(urgent.deadline())
                .isEqualTo(
                        java.util.Objects.requireNonNull(urgent.registeredAt()).plus(30, ChronoUnit.MINUTES));
    }

    @Test
    void whatIsOverdueIsSeenOnceAndTold() {
        CaseFile file = cases.get(Actor.CITY, cases.report(urgent(Duration.ofMinutes(30))));
        file = street.does(WANG, file, new Command.Assign("clean-1", null, ""));
        OverdueSweep tomorrow = sweepAt(Instant.now().plus(1, ChronoUnit.DAYS));

        assertThat(tomorrow.sweep()).isPositive();
        assertThat(tomorrow.sweep()).isZero();

        CaseFile late = cases.get(WANG, file.id());
        assertThat(late.overdue()).isTrue();
        assertThat(late.version()).isEqualTo(file.version());
        assertThat(kinds(file.id())).endsWith(EventKind.OVERDUE);
        assertThat(ears.changes).contains(new CaseChanged(file.id(), "overdue", HERE, "clean-1"));
        assertThat(cases.list(WANG, Filter.ALL.overdue(true).size(500), null).cases())
                .anyMatch(line -> line.id() == late.id() && line.overdue());
        assertThat(street.does(LI, late, new Command.Take()).overdue()).isTrue();
    }

    @Test
    void whatIsFedBackIsNotOverdueAnyMore() {
        CaseFile file = street.fedBack("已经反馈");

        sweepAt(Instant.now().plus(30, ChronoUnit.DAYS)).sweep();

        assertThat(cases.get(WANG, file.id()).overdue()).isFalse();
        assertThat(cases.get(WANG, file.id()).remaining()).isNull();
    }

    @Test
    void theHistoryComesToTheStateThatIsStored() {
        CaseFile late = cases.get(Actor.CITY, cases.report(urgent(Duration.ofMinutes(5))));
        late = street.does(WANG, late, new Command.Assign("clean-1", null, ""));
        sweepAt(Instant.now().plus(1, ChronoUnit.DAYS)).sweep();
        late = street.does(LI, late, new Command.Take());
        late = street.does(LI, late, new Command.GiveBack("不归我们"));
        CaseFile closed = street.closed("回放");

        for (CaseFile file : List.of(late, closed)) {
            assertThat(replayed(file.id()))
                    .isEqualTo(rows.find(file.id()).orElseThrow().state());
        }
    }

    private CaseState replayed(long id) {
        List<Fact> facts = history.facts(id);
        List<Event> lines = history.list(id);
        CaseState state =
                Life.open(id, (Fact.Reported) facts.getFirst(), lines.getFirst().at());
        for (int i = 1; i < facts.size(); i++) {
            Event line = lines.get(i);
            state = Life.apply(state, facts.get(i), line.at(), line.account());
        }
        return state;
    }

    private List<EventKind> kinds(long id) {
        return cases.history(WANG, id).stream().map(Event::kind).toList();
    }

    private OverdueSweep sweepAt(Instant now) {
        return new OverdueSweep(rows, history, telling, transactions, InstantSource.fixed(now));
    }

    private static Report urgent(Duration limit) {
        Report plain = trouble("限时");
        return new Report(
                plain.source(),
                plain.sourceRef(),
                plain.matter(),
                plain.point(),
                plain.place(),
                plain.address(),
                plain.title(),
                plain.words(),
                plain.severity(),
                false,
                null,
                Optional.ofNullable(plain.reporter()).orElseThrow(),
                List.of(),
                limit,
                ClockKind.ALL_HOURS);
    }
}
