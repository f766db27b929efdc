package org.chengmai.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.chengmai.area.Areas;
import org.chengmai.cases.CaseReported;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.dispatch.Responsibility.ResponsibilityChanged;
import org.chengmai.dispatch.Responsibility.Row;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.Sweep;
import org.chengmai.kernel.Sweeping;
import org.chengmai.notification.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Dispatch without a human: every case whose plan says so goes to the unit that answers for it. Where nobody answers it
 * stays with the desk, with the reason in its history, until somebody does or a dispatcher acts.
 */
@Component
class AutomaticDispatch implements Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticDispatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Cases cases;
    private final Responsibility responsibility;
    private final DispatchStore store;
    private final Callers callers;
    private final Areas areas;
    private final Notifications notifications;
    private final TransactionTemplate transactions;
    private final Sweep sweep = new Sweep("automatic-dispatch", PAUSE, this::dispatchWaiting);

    AutomaticDispatch(
            Cases cases,
            Responsibility responsibility,
            DispatchStore store,
            Callers callers,
            Areas areas,
            Notifications notifications,
            TransactionTemplate transactions) {
        this.cases = cases;
        this.responsibility = responsibility;
        this.store = store;
        this.callers = callers;
        this.areas = areas;
        this.notifications = notifications;
        this.transactions = transactions;
    }

    /** Dispatches every automatic case that no unit has yet and that was not left to the desk. */
    void dispatchWaiting() {
        for (CaseFile waiting : cases.waitingForPlan()) {
            try {
                transactions.executeWithoutResult(tx -> dispatch(waiting));
            } catch (Refusal refusal) {
                LOG.info("{} is not dispatched by itself now: {}", waiting.number(), refusal.sentence());
            } catch (RuntimeException broken) {
                LOG.warn("{} is not dispatched by itself now.", waiting.number(), broken);
            }
        }
    }

    private void dispatch(CaseFile waiting) {
        if (store.isLeftToDesk(waiting.id())) {
            return;
        }
        Optional<Row> answer = responsibility.find(waiting.matter(), waiting.place());
        if (answer.isPresent()) {
            Command assign = new Command.Assign(answer.get().unit(), null, "按预案自动派遣");
            cases.act(Actor.CITY, waiting.id(), waiting.version(), assign);
        } else {
            leaveToDesk(waiting);
        }
    }

    private void leaveToDesk(CaseFile waiting) {
        String reason =
                "未自动派遣：%s 在「%s」没有责任单位，转人工派遣".formatted(waiting.matterName().zh(), areas.namesOf(waiting.place()));
        store.leaveToDesk(waiting.id(), reason);
        cases.observe(
                waiting.id(),
                "dispatch.nobody",
                new Bilingual(
                        reason,
                        "Not dispatched by itself: nobody answers for %s in %s; the desk dispatches"
                                .formatted(waiting.matterName().en(), areas.namesOf(waiting.place()))));
        notifications.tellAll(
                callers.nearest(Role.DISPATCHER, waiting.place()),
                "dispatch.notice.nobody",
                Map.of("case", waiting.number(), "title", waiting.title()),
                "/desk?case=" + waiting.id());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(CaseReported reported) {
        if (reported.automatic()) {
            sweep.wake();
        }
    }

    @EventListener
    void forget(ResponsibilityChanged changed) {
        store.forgetLeftToDesk();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ResponsibilityChanged changed) {
        sweep.wake();
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }
}
