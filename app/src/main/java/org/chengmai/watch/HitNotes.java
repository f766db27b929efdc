package org.chengmai.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.chengmai.audit.Audit;
import org.chengmai.cases.CaseReported;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.device.Devices;
import org.chengmai.device.Hit;
import org.chengmai.device.Hits;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Sweep;
import org.chengmai.kernel.Sweeping;
import org.chengmai.notification.Notifications;
import org.chengmai.watch.model.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What follows a hit: it is in the audit and in the inbox of the owner's people, once, whatever crashes; and the case that the
 * scene made of it names the entry and is given to the owner. A case that is not given, as after a crash, stays at the desk.
 */
@Component
class HitNotes implements Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(HitNotes.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration OF_THE_CASE = Duration.ofMinutes(15);
    private static final int AT_ONCE = 100;

    private final WatchList list;
    private final Hits hits;
    private final Devices devices;
    private final Cases cases;
    private final Accounts accounts;
    private final Notifications notifications;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final Queue<Long> reported = new ConcurrentLinkedQueue<>();
    private final Sweep sweep = new Sweep("watch-list", PAUSE, this::look);

    HitNotes(
            WatchList list,
            Hits hits,
            Devices devices,
            Cases cases,
            Accounts accounts,
            Notifications notifications,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.list = list;
        this.hits = hits;
        this.devices = devices;
        this.cases = cases;
        this.accounts = accounts;
        this.notifications = notifications;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(CaseReported event) {
        if (event.source().startsWith("scene:")) {
            reported.add(event.id());
            sweep.wake();
        }
    }

    /** Notes the hits that are not noted yet. */
    void note() {
        List<Hit> fresh = hits.unnoted(AT_ONCE);
        if (!fresh.isEmpty()) {
            transactions.executeWithoutResult(t -> {
                fresh.forEach(this::note);
                hits.noted(fresh.stream().map(Hit::id).toList());
            });
        }
    }

    private void note(Hit hit) {
        String device = devices.get(hit.device()).id();
        audit.record(Actor.CITY, "watch.hit", "W-" + hit.entry(), "%s at %s".formatted(device, hit.at()));
        list.ofHit(hit)
                .ifPresent(entry -> notifications.tellAll(
                        accounts.ofUnit(entry.unit()).stream().map(Account::id).toList(),
                        "watch.notice.hit",
                        Map.of(
                                "entry", entry.number(),
                                "masked", entry.masked(),
                                "device", device,
                                "at", CityTime.minute(hit.at())),
                        "/"));
    }

    /** Gives the case to the owner of what its device has just read, if it has. */
    void give(long caseId) {
        CaseFile file = cases.get(Actor.CITY, caseId);
        String deviceId = file.deviceId();
        if (deviceId == null || file.task() != null) {
            return;
        }
        devices.find(deviceId)
                .flatMap(device -> hits.latest(device.no(), clock.instant().minus(OF_THE_CASE)))
                .flatMap(list::ofHit)
                .ifPresent(entry -> transactions.executeWithoutResult(t -> give(file, entry)));
    }

    private void give(CaseFile file, Entry entry) {
        cases.observe(
                file.id(),
                "watch-" + entry.id(),
                new Bilingual(
                        "名单条目 %s（%s）命中；依据：%s".formatted(entry.number(), entry.masked(), entry.basis()),
                        "Hit of watch-list entry %s (%s); basis: %s"
                                .formatted(entry.number(), entry.masked(), entry.basis())));
        cases.act(
                Actor.CITY,
                file.id(),
                file.version(),
                new Command.Assign(entry.unit(), null, "交名单责任单位 " + entry.number()));
    }

    /** Notes hits, then gives away the cases that were reported meanwhile. */
    private void look() {
        note();
        for (Long id = reported.poll(); id != null; id = reported.poll()) {
            try {
                give(id);
            } catch (Refusal e) {
                LOG.info("A case of the watch list stays at the desk: {}", e.sentence());
            }
        }
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }
}
