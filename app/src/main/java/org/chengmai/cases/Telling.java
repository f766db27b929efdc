package org.chengmai.cases;

import java.util.Map;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.store.CaseHead;
import org.chengmai.notification.Live;
import org.chengmai.notification.LiveEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells upwards what happened to a case, within the transaction, so that nobody hears of what was rolled back. */
@Component
class Telling {

    private final ApplicationEventPublisher events;
    private final Live live;

    Telling(ApplicationEventPublisher events, Live live) {
        this.events = events;
        this.live = live;
    }

    void reported(CaseHead head, CaseState state) {
        events.publishEvent(new CaseReported(
                state.id(),
                state.terms().automatic(),
                state.terms().place(),
                state.terms().matter(),
                head.source()));
        live(state, "reported");
    }

    /** To open pages, once it is committed: only what they need to ask again. */
    private void live(CaseState state, String event) {
        live.tell(new LiveEvent(
                "case",
                state.terms().place(),
                state.work().unit(),
                0,
                Map.of(
                        "id",
                        state.id(),
                        "event",
                        event,
                        "status",
                        state.status().name())));
    }

    void changed(CaseHead head, CaseState after, Fact fact) {
        events.publishEvent(new CaseChanged(
                after.id(),
                fact.kind().stored(),
                after.terms().place(),
                after.work().unit()));
        live(after, fact.kind().stored());
        if (after.status().over() && isEnd(fact)) {
            events.publishEvent(new CaseClosed(after.id(), head.source(), head.sourceRef()));
        }
    }

    private static boolean isEnd(Fact fact) {
        return fact instanceof Fact.Closed || fact instanceof Fact.Voided;
    }
}
