package org.chengmai.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.chengmai.audit.Audit;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.model.Life;
import org.chengmai.cases.store.CaseHead;
import org.chengmai.cases.store.CaseRows;
import org.chengmai.cases.store.CaseRows.Stored;
import org.chengmai.cases.store.HistoryRows;
import org.chengmai.cases.store.PhotoRows;
import org.chengmai.cases.store.TaskRows;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries commands out: the case is locked, {@link Life} decides, what happened is written and told, in one transaction.
 * Whoever comes second finds the case at another step than he saw, and is told who was faster.
 */
@Component
class Flow {

    /** Stands for the version where a command does not depend on what was seen. */
    private static final int ANY = -1;

    private final Reception reception;
    private final CaseRows cases;
    private final HistoryRows history;
    private final TaskRows tasks;
    private final PhotoRows photos;
    private final Telling telling;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Flow(
            Reception reception,
            CaseRows cases,
            HistoryRows history,
            TaskRows tasks,
            PhotoRows photos,
            Telling telling,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.reception = reception;
        this.cases = cases;
        this.history = history;
        this.tasks = tasks;
        this.photos = photos;
        this.telling = telling;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    void act(Actor actor, long id, int version, Command command) {
        boolean noStep = command instanceof Command.Note;
        try {
            act(actor, id, noStep ? ANY : version, command, true);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                audit.recordRefused(actor, action(command.wish().stored()), "C-" + id, refusal.sentence());
            }
            throw refusal;
        }
    }

    /** What the public does through the code of a case; whoever knows it may. */
    void actByCode(long id, Command command) {
        act(Actor.PUBLIC, id, ANY, command, false);
    }

    private void act(Actor actor, long id, int seen, Command command, boolean bySight) {
        List<Pictures.Fitted> fitted = command instanceof Command.FeedBack back
                ? back.photos().stream().map(Pictures::fit).toList()
                : List.of();
        transactions.executeWithoutResult(status -> {
            Stored stored = cases.lock(id).orElseThrow(() -> unknown(id));
            if (bySight && !Sight.covers(actor, stored.state())) {
                throw unknown(id);
            }
            if (seen != ANY && seen != stored.state().version()) {
                throw faster(stored.state(), seen, command);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<Fact> facts = Life.decide(stored.state(), command, reception.circumstances(actor, now));
            write(stored, facts, fitted, actor, now);
        });
    }

    /** A line by the city; the same words under the same key are written once. */
    void observe(long id, String key, Bilingual words) {
        transactions.executeWithoutResult(status -> {
            Stored stored = cases.lock(id).orElseThrow(() -> unknown(id));
            boolean said = history.observed(id, key).filter(words.zh()::equals).isPresent();
            if (!said) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                write(stored, List.of(new Fact.Observed(key, words.zh(), words.en())), List.of(), Actor.CITY, now);
            }
        });
    }

    private void write(Stored before, List<Fact> facts, List<Pictures.Fitted> fitted, Actor actor, Instant now) {
        CaseHead head = before.head();
        CaseState state = before.state();
        for (Fact fact : facts) {
            CaseState after = Life.apply(state, fact, now, actor.account());
            history.append(after, fact, actor, now);
            tasks.follow(head.id(), state.work().task(), after.work().task(), now);
            state = after;
            telling.changed(head, state, fact);
            if (actor.account() != 0) {
                audit.record(actor, action(fact.kind().stored()), state.number(), "");
            }
        }
        cases.save(state);
        int line = state.length();
        fitted.forEach(photo -> photos.insert(head.id(), line, photo.image(), photo.small()));
    }

    private static String action(String kind) {
        return "case." + kind;
    }

    static Refusal unknown(long id) {
        return Refusal.notFound(
                "case.unknown", "Expected a case C-%d, but there is none within your reach.".formatted(id), "C-" + id);
    }

    private Refusal faster(CaseState state, int seen, Command command) {
        Event last = history.atStep(state.id(), state.version()).orElseThrow();
        String at = CityTime.of(last.at())
                .toLocalTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        String sentence = "Expected to %s case %s at step %d, but it is at step %d: %s %s it at %s."
                .formatted(
                        command.wish().wish(),
                        state.number(),
                        seen,
                        state.version(),
                        last.name(),
                        last.kind().past(),
                        at);
        return Refusal.conflict(
                "case.changed",
                sentence,
                command.wish(),
                state.number(),
                seen,
                state.version(),
                last.name(),
                last.kind(),
                at);
    }
}
