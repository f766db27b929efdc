package org.chengmai.cases;

import java.util.HashMap;
import java.util.Map;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.store.CaseHead;
import org.chengmai.kernel.Point;
import org.chengmai.notification.Live;
import org.chengmai.notification.LiveEvent;
import org.chengmai.notification.Notifications;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells upwards what happened to a case: events to the modules above, live to open pages, webhooks to other systems. All of
 * it within the transaction, so that nobody hears of what was rolled back.
 */
@Component
class Telling {

    private final ApplicationEventPublisher events;
    private final Live live;
    private final Notifications notifications;

    Telling(ApplicationEventPublisher events, Live live, Notifications notifications) {
        this.events = events;
        this.live = live;
        this.notifications = notifications;
    }

    void reported(CaseHead head, CaseState state) {
        events.publishEvent(new CaseReported(
                state.id(),
                state.terms().automatic(),
                state.terms().place(),
                state.terms().matter(),
                head.source()));
        spread(head, state, EventKind.REPORTED);
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
        spread(head, after, fact.kind());
    }

    private static boolean isEnd(Fact fact) {
        return fact instanceof Fact.Closed || fact instanceof Fact.Voided;
    }

    private void spread(CaseHead head, CaseState state, EventKind kind) {
        Map<String, Object> data = data(head, state, kind);
        live.tell(new LiveEvent("case", state.terms().place(), state.work().unit(), 0, data));
        notifications.publish("case." + kind.stored(), state.terms().place(), data);
    }

    /** No personal data, no inner words: this leaves the house. */
    private static Map<String, Object> data(CaseHead head, CaseState state, EventKind kind) {
        Map<String, Object> data = new HashMap<>();
        data.put("id", state.id());
        data.put("number", state.number());
        data.put("event", kind.stored());
        data.put("status", state.status().name());
        data.put("version", state.version());
        data.put("severity", state.terms().severity().name());
        data.put("matter", state.terms().matter());
        data.put("title", head.title());
        data.put("place", state.terms().place());
        data.put("source", head.source());
        putIfThere(data, "unit", state.work().unit());
        Point point = head.point();
        if (point != null) {
            data.put("lon", point.lon());
            data.put("lat", point.lat());
        }
        return data;
    }

    private static void putIfThere(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
