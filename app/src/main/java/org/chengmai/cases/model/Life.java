package org.chengmai.cases.model;

import static org.chengmai.cases.model.Status.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chengmai.cases.model.CaseState.Times;
import org.chengmai.cases.model.CaseState.Work;
import org.chengmai.cases.model.Fact.Terms;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The law of a case's life. {@link #decide} says what a command leads to, or refuses; {@link #apply} says where the case
 * stands after a fact. Neither knows a clock, a database or another case; a refused command has changed nothing.
 */
public final class Life {

    /** How often a case may be given back before a dispatcher has to unlock it. */
    public static final int GIVE_BACKS = 3;

    private final CaseState state;
    private final Command command;
    private final Circumstances around;
    private final Objections objections;

    private Life(CaseState state, Command command, Circumstances around) {
        this.state = state;
        this.command = command;
        this.around = around;
        this.objections = new Objections(state, command.wish());
    }

    /**
     * The facts that the command leads to, in order, at least one.
     *
     * @throws Refusal when the actor may not, or the case is not where the command needs it
     */
    public static List<Fact> decide(CaseState state, Command command, Circumstances around) {
        return new Life(state, command, around).decide();
    }

    private List<Fact> decide() {
        return switch (command) {
            case Command.Accept c -> accept(c);
            case Command.Register c -> register(c.matter(), c.place(), c.words());
            case Command.Assign c -> assign(c);
            case Command.Reassign c -> reassign(c);
            case Command.Take c -> take();
            case Command.Arrive c -> arrive(c);
            case Command.FeedBack c -> feedBack(c);
            case Command.Verify c -> c.passed() ? verify(c.words()) : rework(c.words());
            case Command.Close c -> close(c);
            case Command.GiveBack c -> giveBack(c);
            case Command.Unlock c -> unlock(c);
            case Command.Rework c -> rework(c.reason());
            case Command.ReturnToRegistrar c -> returnToRegistrar(c.reason());
            case Command.ReturnToReporter c -> returnToReporter(c.reason());
            case Command.MakeVoid c -> makeVoid(c.reason());
            case Command.Note c -> List.of(new Fact.Noted(objections.words(c.words())));
            case Command.Rate c -> rate(c);
        };
    }

    private List<Fact> accept(Command.Accept c) {
        byDesk();
        standing(REPORTED);
        return List.of(new Fact.Accepted(c.words()));
    }

    private List<Fact> register(@Nullable String matter, @Nullable String place, String words) {
        byDesk();
        if (place != null) {
            around.actor().needs(Act.DISPATCH_CASE, place);
        }
        standing(REPORTED, ACCEPTED);
        List<Fact> facts = new ArrayList<>();
        if (state.status() == REPORTED) {
            facts.add(new Fact.Accepted(""));
        }
        Terms terms = terms(matter, place);
        Instant first = state.times().registeredAt();
        Instant from = first == null ? around.now() : first;
        facts.add(new Fact.Registered(terms, around.calendar().deadline(from, terms.limit(), terms.clock()), words));
        return facts;
    }

    private Terms terms(@Nullable String matter, @Nullable String place) {
        Terms was = state.terms();
        String where = place == null ? was.place() : place;
        if (matter == null || matter.equals(was.matter())) {
            return new Terms(
                    was.matter(), where, was.severity(), was.automatic(), was.limit(), was.clock(), was.needsPhoto());
        }
        Matter now = around.matters().apply(matter);
        return new Terms(matter, where, was.severity(), was.automatic(), now.limit(), now.clock(), now.needsPhoto());
    }

    private List<Fact> assign(Command.Assign c) {
        byDesk();
        standing(REPORTED, ACCEPTED, REGISTERED);
        unit(c.unit());
        List<Fact> facts = new ArrayList<>();
        if (state.status() != REGISTERED) {
            facts.addAll(register(null, null, ""));
        }
        facts.add(new Fact.Dispatched(c.unit(), c.account(), c.words()));
        return facts;
    }

    private List<Fact> reassign(Command.Reassign c) {
        byDesk();
        Task task = openTask();
        unit(c.unit());
        return List.of(new Fact.Reassigned(task.unit(), c.unit(), c.account(), objections.reason(c.reason())));
    }

    private List<Fact> take() {
        Task task = givenToActor();
        standing(DISPATCHED);
        return List.of(new Fact.Taken(task.unit()));
    }

    private List<Fact> arrive(Command.Arrive c) {
        Task task = givenToActor();
        standing(HANDLING);
        if (task.arrivedAt() != null) {
            throw objections.arrivedAlready(task.arrivedAt());
        }
        return List.of(new Fact.Arrived(c.at()));
    }

    private List<Fact> feedBack(Command.FeedBack c) {
        Task task = givenToActor();
        standing(HANDLING);
        if (c.photos().isEmpty() && state.terms().needsPhoto()) {
            throw objections.photoNeeded();
        }
        boolean wordsNeeded = c.outcome() == Outcome.EXPLAINED || c.photos().isEmpty();
        String words = wordsNeeded ? objections.words(c.words()) : c.words();
        return List.of(new Fact.FedBack(task.unit(), c.outcome(), c.photos().size(), words));
    }

    private List<Fact> verify(String words) {
        byVerifier();
        standing(FED_BACK);
        return List.of(new Fact.Verified(words));
    }

    private List<Fact> rework(String reason) {
        byVerifier();
        standing(FED_BACK, VERIFIED);
        Work work = state.work();
        Long to = work.handler() == 0 ? null : work.handler();
        return List.of(new Fact.Reworked(String.valueOf(work.unit()), to, objections.reason(reason)));
    }

    private List<Fact> close(Command.Close c) {
        byDesk();
        if (state.work().task() != null) {
            throw objections.stillWith(state.work().task());
        }
        standing(VERIFIED);
        return List.of(new Fact.Closed(c.words()));
    }

    private List<Fact> giveBack(Command.GiveBack c) {
        Task task = givenToActor();
        int before = state.work().givenBack();
        if (before >= GIVE_BACKS) {
            throw objections.locked(before);
        }
        return List.of(new Fact.GivenBack(task.unit(), before + 1, objections.reason(c.reason())));
    }

    private List<Fact> unlock(Command.Unlock c) {
        byDesk();
        if (state.work().givenBack() < GIVE_BACKS || state.status().over()) {
            throw objections.notLocked();
        }
        return List.of(new Fact.Unlocked(c.words()));
    }

    private List<Fact> returnToRegistrar(String reason) {
        byDesk();
        standing(REGISTERED);
        return List.of(new Fact.ReturnedToRegistrar(objections.reason(reason)));
    }

    private List<Fact> returnToReporter(String reason) {
        byDesk();
        standing(REPORTED, ACCEPTED);
        return List.of(new Fact.ReturnedToReporter(objections.reason(reason)));
    }

    private List<Fact> makeVoid(String reason) {
        byDesk();
        if (state.work().task() != null) {
            throw objections.stillWith(state.work().task());
        }
        standing(REPORTED, ACCEPTED, REGISTERED);
        return List.of(new Fact.Voided(objections.reason(reason)));
    }

    private List<Fact> rate(Command.Rate c) {
        if (!around.actor().equals(Actor.PUBLIC)) {
            throw objections.notTheReporter(around.actor());
        }
        standing(CLOSED);
        if (state.stars() > 0) {
            throw objections.ratedAlready(state.stars());
        }
        if (c.stars() < 1 || c.stars() > 5) {
            throw objections.stars(c.stars());
        }
        return List.of(new Fact.Rated(c.stars(), c.words()));
    }

    private void byDesk() {
        around.actor().needs(Act.DISPATCH_CASE, state.terms().place());
    }

    /** Whoever did the work does not judge it. */
    private void byVerifier() {
        Actor actor = around.actor();
        actor.needs(Act.VERIFY_CASE, state.terms().place());
        if (actor.account() != 0 && actor.account() == state.work().handler()) {
            throw objections.ownWork(actor);
        }
    }

    private void standing(Status... legal) {
        if (!List.of(legal).contains(state.status())) {
            throw objections.wrongStep();
        }
    }

    private void unit(String id) {
        if (!around.units().test(id)) {
            throw objections.unknownUnit(id);
        }
    }

    private Task openTask() {
        Task task = state.work().task();
        if (task == null) {
            throw objections.wrongStep();
        }
        return task;
    }

    /** A handler works on what is given to him, or to his unit and nobody by name. */
    private Task givenToActor() {
        Actor actor = around.actor();
        actor.needs(Act.HANDLE_CASE);
        Task task = openTask();
        Long person = task.account();
        boolean his = person == null
                ? actor.reach(Act.HANDLE_CASE).unitList().contains(task.unit())
                : person == actor.account();
        if (!his) {
            throw objections.notGivenTo(actor, task);
        }
        return task;
    }

    /** The state of a case that was just reported. */
    public static CaseState open(long id, Fact.Reported report, Instant at) {
        return CaseState.opened(id, report.terms(), at);
    }

    /** The facts with which a report that the plan handles without a human goes on by itself. */
    public static List<Fact> byPlan(CaseState opened, Circumstances around) {
        return decide(opened, new Command.Register(""), around);
    }

    /**
     * Where the case stands after the fact.
     *
     * @param account who did it; 0 for the city and the public
     */
    public static CaseState apply(CaseState state, Fact fact, Instant at, long account) {
        Times times = state.times();
        Work work = state.work();
        return switch (fact) {
            case Fact.Reported f -> throw new IllegalArgumentException("Expected a case to be reported once: " + f);
            case Fact.Accepted f -> state.step(ACCEPTED);
            case Fact.Registered f -> state.step(REGISTERED).terms(f.terms()).times(times.registered(at, f.deadline()));
            case Fact.Dispatched f -> state.step(DISPATCHED).work(work.given(f.unit(), f.to(), at));
            case Fact.Reassigned f -> state.step(DISPATCHED).work(work.given(f.unit(), f.to(), at));
            case Fact.Reworked f -> state.step(DISPATCHED).work(work.given(f.unit(), f.to(), at));
            case Fact.Taken f ->
                state.step(HANDLING).work(work.going(task(state).taken(account, at)));
            case Fact.Arrived f ->
                state.step(HANDLING).work(work.going(task(state).arrived(at)));
            case Fact.FedBack f ->
                state.step(FED_BACK).work(work.fedBack(f.outcome(), account)).times(times.fedBack(at));
            case Fact.Verified f -> state.step(VERIFIED);
            case Fact.Closed f -> state.step(CLOSED).times(times.closed(at));
            case Fact.GivenBack f -> state.step(REGISTERED).work(work.returned());
            case Fact.Unlocked f -> state.step(state.status()).work(work.unlocked());
            case Fact.ReturnedToRegistrar f -> state.step(ACCEPTED);
            case Fact.ReturnedToReporter f -> state.step(REPORTED);
            case Fact.Voided f -> state.step(VOID).times(times.closed(at));
            case Fact.Noted f -> state.line();
            case Fact.Observed f -> state.line();
            case Fact.Overdue f -> state.line().times(times.overdue(at));
            case Fact.Rated f -> state.line().stars(f.stars());
        };
    }

    private static Task task(CaseState state) {
        return java.util.Objects.requireNonNull(state.work().task(), "an open task");
    }
}
