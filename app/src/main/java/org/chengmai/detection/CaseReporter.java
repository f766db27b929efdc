package org.chengmai.detection;

import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.store.ReportQueue;
import org.chengmai.detection.store.ReportQueue.Waiting;
import org.chengmai.device.Devices;
import org.chengmai.device.MaintenanceChanged;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Sweep;
import org.chengmai.kernel.Sweeping;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes cases of the alarms that are meant for people: a durable sweep over the alarms without a case, woken at once after
 * a commit. Brings up first what was kept from people and is so no longer. One transaction reports the case and writes its
 * number into the alarm. While a case of the same device and rule is open, a further alarm joins it. An alarm that clears
 * is told to its case.
 */
@Component
class CaseReporter implements Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(CaseReporter.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PUT_OFF = Duration.ofMinutes(1);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CityTime.ZONE);

    private final ReportQueue queue;
    private final Cases cases;
    private final Suppression suppression;
    private final AlarmNews news;
    private final Scenes scenes;
    private final Devices devices;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final Sweep sweep = new Sweep("alarm-cases", PAUSE, PAUSE_AFTER_FAILURE, this::reportAll);

    CaseReporter(
            ReportQueue queue,
            Cases cases,
            Suppression suppression,
            AlarmNews news,
            Scenes scenes,
            Devices devices,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.queue = queue;
        this.cases = cases;
        this.suppression = suppression;
        this.news = news;
        this.scenes = scenes;
        this.devices = devices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks for work now. Any thread, never blocks. */
    void wake() {
        sweep.wake();
    }

    /** A window that ends may leave alarms that people must hear of now. */
    @EventListener
    void changed(MaintenanceChanged event) {
        wake();
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }

    /** Reports and tells all there is. */
    void reportAll() {
        List<Long> brought = suppression.sweep();
        if (!brought.isEmpty()) {
            news.tell(brought, List.of(), List.of());
        }
        each(queue.toReport(), this::report);
        for (ReportQueue.Levelled level : queue.levelsToTell()) {
            transactions.executeWithoutResult(t -> tell(level));
        }
        each(queue.toTell(), this::tell);
    }

    private void each(List<Long> ids, LongConsumer work) {
        for (long id : ids) {
            try {
                transactions.executeWithoutResult(t -> work.accept(id));
            } catch (org.springframework.dao.DataAccessResourceFailureException
                    | org.springframework.transaction.CannotCreateTransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn("Alarm {} waits to become a case: {}", id, e.getMessage(), e);
                queue.failed(id, String.valueOf(e.getMessage()), clock.instant().plus(PUT_OFF));
            }
        }
        if (!ids.isEmpty()) {
            wake();
        }
    }

    private void report(long id) {
        queue.holdUnreported(id).ifPresent(waiting -> {
            AlarmLine alarm = waiting.alarm();
            Optional<Long> open = queue.caseBefore(waiting).filter(c -> isOpen(c));
            open.ifPresent(c -> cases.observe(
                    c,
                    "alarm-" + id,
                    new Bilingual(
                            "再次报警：" + alarm.title().zh(),
                            "Alarm again: " + alarm.title().en())));
            queue.reported(id, open.orElseGet(() -> cases.report(reportOf(waiting))));
        });
    }

    private boolean isOpen(long caseId) {
        return !cases.get(Actor.CITY, caseId).status().over();
    }

    private Report reportOf(Waiting waiting) {
        AlarmLine alarm = waiting.alarm();
        Scene.@Nullable Plan plan = scenes.find(alarm.scene()).map(Scene::plan).orElse(null);
        String device = AlarmText.name(devices.get(waiting.device()));
        String alarmText = alarm.title().zh();
        String title = plan == null
                ? alarmText
                : AlarmText.fill(plan.title().zh(), Map.of("device", device, "alarm", alarmText));
        Severity severity = plan == null || plan.urgency() == null ? alarm.severity() : plan.urgency();
        return new Report(
                "scene:" + alarm.scene(),
                alarm.deviceId() + "/" + alarm.rule() + "/" + alarm.raisedAt(),
                plan == null ? "S-" + alarm.scene() : plan.matter(),
                alarm.point(),
                alarm.place(),
                device,
                title,
                "%s（设备 %s，%s）".formatted(alarmText, alarm.deviceId(), MOMENT.format(alarm.raisedAt())),
                severity,
                plan != null && plan.automatic(),
                alarm.deviceId(),
                null,
                List.of(),
                plan == null ? null : plan.limit(),
                plan == null ? null : plan.clock());
    }

    private void tell(ReportQueue.Levelled level) {
        if (isOpen(level.caseId())) {
            String at = MOMENT.format(level.at());
            Bilingual words = new Bilingual(
                    "报警级别变为%s（%s）".formatted(word(level.severity()), at),
                    "The alarm is %s now (%s)".formatted(level.severity().name().toLowerCase(Locale.ROOT), at));
            cases.observe(
                    level.caseId(),
                    "alarm-level-%d-%d".formatted(level.alarm(), level.at().toEpochMilli()),
                    words);
        }
        queue.told(level);
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case MINOR -> "一般";
            case MAJOR -> "较急";
            case CRITICAL -> "紧急";
        };
    }

    private void tell(long id) {
        queue.holdUntold(id).ifPresent(waiting -> {
            AlarmLine alarm = waiting.alarm();
            long caseId = java.util.Objects.requireNonNull(alarm.caseId());
            String at = MOMENT.format(java.util.Objects.requireNonNull(alarm.clearedAt()));
            Bilingual words = new Bilingual(
                    "报警解除：%s（%s）".formatted(alarm.title().zh(), at),
                    "Alarm over: %s (%s)".formatted(alarm.title().en(), at));
            CaseFile file = cases.get(Actor.CITY, caseId);
            if (!file.status().over()) {
                cases.observe(caseId, "alarm-cleared-" + id, words);
                endIfUntouched(alarm, caseId, words.zh());
            }
            queue.told(id);
        });
    }

    /** Where the plan says so, a case that no unit has yet ends with its last alarm. */
    private void endIfUntouched(AlarmLine alarm, long caseId, String words) {
        boolean wanted = scenes.find(alarm.scene())
                .map(Scene::plan)
                .map(plan -> plan.onClear() == Scene.OnClear.CLOSE)
                .orElse(false);
        CaseFile file = cases.get(Actor.CITY, caseId);
        if (wanted
                && file.task() == null
                && file.givenBack() == 0
                && !queue.stillActive(caseId)
                && beforeDispatch(file)) {
            cases.act(Actor.CITY, caseId, file.version(), new Command.MakeVoid(words));
        }
    }

    private static boolean beforeDispatch(CaseFile file) {
        return switch (file.status()) {
            case REPORTED, ACCEPTED, REGISTERED -> true;
            default -> false;
        };
    }
}
