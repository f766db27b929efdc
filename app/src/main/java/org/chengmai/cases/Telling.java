package org.chengmai.cases;

import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.store.CaseHead;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells upwards what happened to a case, within the transaction, so that nobody hears of what was rolled back. */
@Component
class Telling {

    private final ApplicationEventPublisher events;

    Telling(ApplicationEventPublisher events) {
        this.events = events;
    }

    void reported(CaseHead head, CaseState state) {
        events.publishEvent(new CaseReported(
                state.id(),
                state.terms().automatic(),
                state.terms().place(),
                state.terms().matter(),
                head.source()));
    }

    void changed(CaseHead head, CaseState after, Fact fact) {
        events.publishEvent(new CaseChanged(
                after.id(),
                fact.kind().stored(),
                after.terms().place(),
                after.work().unit()));
        if (after.status().over() && isEnd(fact)) {
            events.publishEvent(new CaseClosed(after.id(), head.source(), head.sourceRef()));
        }
    }

    private static boolean isEnd(Fact fact) {
        return fact instanceof Fact.Closed || fact instanceof Fact.Voided;
    }
}
