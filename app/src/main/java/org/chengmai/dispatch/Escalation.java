package org.chengmai.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Task;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.Sweep;
import org.chengmai.kernel.Sweeping;
import org.chengmai.notification.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens while nobody takes a task: the unit is reminded, then the dispatchers and the commander of the place are
 * told. Each step is done once a task and written into the case's history; a restart forgets nothing, because the step is
 * a row.
 */
@Component
class Escalation implements Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Cases cases;
    private final Patience patience;
    private final Roster roster;
    private final Callers callers;
    private final Responsibility responsibility;
    private final DispatchStore store;
    private final Notifications notifications;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final Sweep sweep = new Sweep("escalation", PAUSE, this::nudgeUntaken);

    Escalation(
            Cases cases,
            Patience patience,
            Roster roster,
            Callers callers,
            Responsibility responsibility,
            DispatchStore store,
            Notifications notifications,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.cases = cases;
        this.patience = patience;
        this.roster = roster;
        this.callers = callers;
        this.responsibility = responsibility;
        this.store = store;
        this.notifications = notifications;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Gives every reminder and escalation that is due. */
    void nudgeUntaken() {
        Instant now = clock.instant();
        for (CaseFile untaken : cases.untaken(now.minus(SHORTEST))) {
            try {
                nudge(untaken, now);
            } catch (RuntimeException broken) {
                LOG.warn("{} is not nudged now.", untaken.number(), broken);
            }
        }
    }

    private void nudge(CaseFile untaken, Instant now) {
        Task task = untaken.task();
        if (task == null) {
            return;
        }
        Patience.Limit limit = patience.of(untaken.matter(), untaken.severity());
        Duration waited = Duration.between(task.givenAt(), now);
        if (waited.compareTo(limit.remind()) >= 0) {
            transactions.executeWithoutResult(tx -> remind(untaken, task, limit));
        }
        if (waited.compareTo(limit.escalate()) >= 0) {
            transactions.executeWithoutResult(tx -> escalate(untaken, task, limit));
        }
    }

    private void remind(CaseFile untaken, Task task, Patience.Limit limit) {
        if (!store.nudge(untaken.id(), task.givenAt(), "reminded")) {
            return;
        }
        String unit = responsibility.nameOf(task.unit());
        cases.observe(
                untaken.id(),
                "dispatch.reminded/" + task.givenAt().getEpochSecond(),
                new Bilingual(
                        "%d 分钟未接单，已提醒 %s".formatted(limit.remindMinutes(), unit),
                        "Not taken within %d minutes; %s was reminded".formatted(limit.remindMinutes(), unit)));
        notifications.tellAll(
                roster.reachable(task.unit()),
                "dispatch.notice.reminded",
                told(untaken, limit.remindMinutes(), unit),
                "/field/case/" + untaken.id());
    }

    private void escalate(CaseFile untaken, Task task, Patience.Limit limit) {
        if (!store.nudge(untaken.id(), task.givenAt(), "escalated")) {
            return;
        }
        String unit = responsibility.nameOf(task.unit());
        cases.observe(
                untaken.id(),
                "dispatch.escalated/" + task.givenAt().getEpochSecond(),
                new Bilingual(
                        "%s %d 分钟未接单，已上报派遣员和指挥长".formatted(unit, limit.escalateMinutes()),
                        "%s did not take it within %d minutes; dispatchers and commanders were told"
                                .formatted(unit, limit.escalateMinutes())));
        Set<Long> above = new HashSet<>(callers.nearest(Role.DISPATCHER, untaken.place()));
        above.addAll(callers.nearest(Role.COMMANDER, untaken.place()));
        notifications.tellAll(
                above,
                "dispatch.notice.escalated",
                told(untaken, limit.escalateMinutes(), unit),
                "/desk?case=" + untaken.id());
    }

    private static Map<String, String> told(CaseFile untaken, int minutes, String unit) {
        return Map.of(
                "case", untaken.number(), "title", untaken.title(), "minutes", String.valueOf(minutes), "unit", unit);
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }
}
