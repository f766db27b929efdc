package org.chengmai.cases;

import java.util.List;
import java.util.stream.Stream;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Task;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Reach;

/** Which cases an actor may know of: those below his places, those with his units, those he has or had in hand himself. */
final class Sight {

    private Sight() {}

    static Reach of(Actor actor) {
        Reach see = actor.reach(Act.SEE_CASES);
        List<String> units = Stream.concat(see.unitList().stream(), actor.reach(Act.HANDLE_CASE).unitList().stream())
                .distinct()
                .toList();
        return new Reach(see.places(), units, actor.account());
    }

    static boolean covers(Actor actor, CaseState state) {
        return of(actor).covers(state.terms().place(), state.work().unit()) || inHand(actor, state);
    }

    private static boolean inHand(Actor actor, CaseState state) {
        Task task = state.work().task();
        Long given = task == null ? null : task.account();
        return actor.account() != 0
                && (state.work().handler() == actor.account() || (given != null && given == actor.account()));
    }
}
