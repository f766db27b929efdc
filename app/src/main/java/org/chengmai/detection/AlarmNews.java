package org.chengmai.detection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chengmai.detection.store.AlarmTable;
import org.chengmai.notification.Live;
import org.chengmai.notification.LiveEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells open pages and other modules of committed alarms, on a thread of its own. When too much is to tell, the oldest is left out. */
@Component
class AlarmNews implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmNews.class);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_AT_ONCE = 500;

    private final AlarmTable table;
    private final Live live;
    private final ApplicationEventPublisher events;
    private final ThreadPoolExecutor teller = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("alarm-news").factory(),
            new ThreadPoolExecutor.DiscardOldestPolicy());

    AlarmNews(AlarmTable table, Live live, ApplicationEventPublisher events) {
        this.table = table;
        this.live = live;
        this.events = events;
    }

    void tell(List<Long> raised, List<Long> levelled, List<Long> cleared) {
        teller.execute(() -> {
            try {
                forPeople(raised).forEach(this::raised);
                forPeople(levelled).forEach(alarm -> live.tell(event(alarm, "level")));
                forPeople(cleared).forEach(this::cleared);
            } catch (RuntimeException e) {
                LOG.debug("Nobody was told of some alarms.", e);
            }
        });
    }

    /** Without those that are kept from people. */
    private Stream<AlarmLine> forPeople(List<Long> ids) {
        return table.byIds(first(ids)).stream().filter(alarm -> !alarm.held());
    }

    private static List<Long> first(List<Long> ids) {
        return ids.subList(0, Math.min(ids.size(), MOST_AT_ONCE));
    }

    private void raised(AlarmLine alarm) {
        live.tell(event(alarm, "raised"));
        events.publishEvent(new AlarmRaised(alarm.id(), alarm.deviceId(), alarm.scene(), alarm.rule(), alarm.place()));
    }

    private void cleared(AlarmLine alarm) {
        live.tell(event(alarm, "cleared"));
        events.publishEvent(new AlarmCleared(
                alarm.id(), alarm.deviceId(), alarm.scene(), alarm.rule(), alarm.place(), alarm.caseId()));
    }

    private static LiveEvent event(AlarmLine alarm, String what) {
        Map<String, Object> data = new HashMap<>();
        data.put("event", what);
        data.put("id", alarm.id());
        data.put("device", alarm.deviceId());
        data.put("scene", alarm.scene());
        data.put("rule", alarm.rule());
        data.put("severity", alarm.severity().name());
        data.put("zh", alarm.title().zh());
        data.put("en", alarm.title().en());
        data.put("raisedAt", alarm.raisedAt().toString());
        data.put("place", alarm.place());
        if (alarm.point() != null) {
            data.put("lon", alarm.point().lon());
            data.put("lat", alarm.point().lat());
        }
        return new LiveEvent("alarm", alarm.place(), null, 0, data);
    }

    @Override
    public void destroy() {
        teller.shutdownNow();
    }
}
