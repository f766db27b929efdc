package org.chengmai.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.chengmai.audit.Audit;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.store.RetentionStore;
import org.chengmai.device.store.SettledFiles;
import org.chengmai.device.store.SettledReader;
import org.chengmai.device.store.SettledWriter;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The door of how long readings are kept: for ever, or so many days for a kind of device; then settled ones are removed. */
@Service
public class Retention {

    private static final int MOST_DAYS = 36_500;

    private final RetentionStore store;
    private final Kinds kinds;
    private final Registry registry;
    private final SettledFiles files;
    private final SettledWriter writer;
    private final SettledReader settled;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Retention(
            RetentionStore store,
            Kinds kinds,
            Registry registry,
            SettledFiles files,
            SettledWriter writer,
            SettledReader settled,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.kinds = kinds;
        this.registry = registry;
        this.files = files;
        this.writer = writer;
        this.settled = settled;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Days for which readings of this kind are kept; 0 for ever. */
    public int days(String kind) {
        return store.all().getOrDefault(kind, 0);
    }

    /** Keeps readings of this kind for so many days; 0 keeps them for ever. */
    public void keep(Actor actor, String kind, int days) {
        actor.needs(Act.MANAGE_DEVICES, "");
        String id = kinds.get(kind).id();
        if (days < 0 || days > MOST_DAYS) {
            throw Refusal.badInput(
                    "kind.retention",
                    "Expected 0 (for ever) to %d days, but got %d.".formatted(MOST_DAYS, days),
                    MOST_DAYS,
                    days);
        }
        transactions.executeWithoutResult(t -> {
            audit.record(actor, "kind.retention", id, days + " days");
            store.put(id, days);
        });
    }

    /** Removes settled readings whose time has come: files that are old as a whole are written anew without them. */
    void removeOld() {
        for (Map.Entry<String, Integer> rule : store.all().entrySet()) {
            if (rule.getValue() > 0) {
                removeOld(rule.getKey(), clock.instant().minus(Duration.ofDays(rule.getValue())));
            }
        }
    }

    private void removeOld(String kind, Instant before) {
        int[] devices = registry.all()
                .filter(d -> d.kind().equals(kind))
                .mapToInt(Device::no)
                .toArray();
        if (devices.length == 0) {
            return;
        }
        long removed = 0;
        for (SettledFile file : files.list()) {
            if (file.lastAtMillis() < before.toEpochMilli()) {
                removed += remove(file, devices, before.toEpochMilli());
            }
        }
        if (removed > 0) {
            audit.record(
                    Actor.CITY,
                    "readings.removed",
                    kind,
                    "%d readings before %s".formatted(removed, CityTime.minute(before)));
        }
    }

    private long remove(SettledFile file, int[] devices, long beforeMillis) {
        long old = settled.countBefore(file, devices, beforeMillis);
        if (old > 0) {
            @Nullable SettledFile rest = writer.writeWithout(file, devices);
            files.change(rest == null ? List.of() : List.of(rest), List.of(file), List.of());
        }
        return old;
    }
}
