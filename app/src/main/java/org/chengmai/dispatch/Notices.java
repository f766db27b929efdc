package org.chengmai.dispatch;

import java.util.Map;
import java.util.Set;
import org.chengmai.cases.CaseChanged;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Task;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Role;
import org.chengmai.notification.Notifications;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells the people whose turn it is: the unit when a task is given to it or comes back for rework, the verifiers when
 * something was fed back, the dispatchers when a case comes back or runs over. Only a courtesy: what is missed here,
 * the pages show and {@link Escalation} repeats.
 */
@Component
public class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final Cases cases;
    private final Roster roster;
    private final Callers callers;
    private final Responsibility responsibility;
    private final Notifications notifications;

    Notices(Cases cases, Roster roster, Callers callers, Responsibility responsibility, Notifications notifications) {
        this.cases = cases;
        this.roster = roster;
        this.callers = callers;
        this.responsibility = responsibility;
        this.notifications = notifications;
    }

    /** On a thread of its own: the transaction of the change is over, and its people wait for nobody. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(CaseChanged changed) {
        Thread.ofVirtual().name("notices").start(() -> {
            try {
                tell(changed);
            } catch (RuntimeException broken) {
                LOG.warn("Nobody is told that C-{} was {}.", changed.id(), changed.event(), broken);
            }
        });
    }

    private void tell(CaseChanged changed) {
        EventKind kind = EventKind.ofStored(changed.event());
        switch (kind) {
            case DISPATCHED, REASSIGNED, REWORKED -> tellUnit(cases.get(Actor.CITY, changed.id()), kind);
            case FED_BACK -> tellVerifiers(cases.get(Actor.CITY, changed.id()));
            case GIVEN_BACK, OVERDUE -> tellDesk(cases.get(Actor.CITY, changed.id()), kind);
            default -> {}
        }
    }

    private void tellUnit(CaseFile file, EventKind kind) {
        Task task = file.task();
        if (task != null) {
            Long account = task.account();
            Set<Long> people = account == null ? roster.reachable(task.unit()) : Set.of(account);
            notifications.tellAll(people, key(kind), told(file), "/field/case/" + file.id());
        }
    }

    private void tellVerifiers(CaseFile file) {
        Role verifier = responsibility
                .find(file.matter(), file.place())
                .map(Responsibility.Row::verifier)
                .orElse(null);
        notifications.tellAll(
                callers.nearest(verifier == null ? Role.DISPATCHER : verifier, file.place()),
                key(EventKind.FED_BACK),
                told(file),
                deskOrField(verifier) + file.id());
    }

    private static String deskOrField(@Nullable Role verifier) {
        return verifier == Role.GRID_WORKER || verifier == Role.COMMITTEE ? "/field/case/" : "/desk?case=";
    }

    /** 催办: asks the unit that has the case to get on with it; the wish stands in the history. */
    public CaseFile urge(Actor actor, long id, int version, String words) {
        CaseFile file = cases.act(actor, id, version, new Command.Note(("催办 " + words).strip()));
        Task task = file.task();
        if (task != null) {
            Long account = task.account();
            Set<Long> people = account == null ? roster.reachable(task.unit()) : Set.of(account);
            notifications.tellAll(people, "dispatch.notice.urged", told(file), "/field/case/" + id);
        }
        return file;
    }

    private void tellDesk(CaseFile file, EventKind kind) {
        notifications.tellAll(
                callers.nearest(Role.DISPATCHER, file.place()), key(kind), told(file), "/desk?case=" + file.id());
    }

    private static String key(EventKind kind) {
        return "dispatch.notice." + kind.stored();
    }

    private static Map<String, String> told(CaseFile file) {
        return Map.of("case", file.number(), "title", file.title());
    }
}
