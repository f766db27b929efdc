package org.chengmai.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Sweep;
import org.chengmai.kernel.Sweeping;
import org.chengmai.watch.model.Entry;
import org.chengmai.watch.store.EntryStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The end of entries: so many days after an entry has ended or expired it is erased with its plate or card. The audit keeps
 * that there was one, when it ended and by which basis.
 */
@Service
public class Erasure implements Sweeping {

    /** The longest time that an entry can be kept after its end. */
    public static final int MOST_DAYS = 1_095;

    private static final Duration PAUSE = Duration.ofHours(1);

    private final EntryStore store;
    private final Areas areas;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final Sweep sweep = new Sweep("watch-erasure", PAUSE, this::eraseOld);

    Erasure(EntryStore store, Areas areas, Audit audit, TransactionTemplate transactions, InstantSource clock) {
        this.store = store;
        this.areas = areas;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }

    /** Days for which an entry is kept after its end. */
    public int days() {
        return store.keepDays();
    }

    /** Whether the actor may change them, which hold for the whole city. */
    public boolean mayChange(Actor actor) {
        return roots().stream().allMatch(place -> actor.may(Act.APPROVE_WATCH_LIST, place));
    }

    private List<String> roots() {
        List<String> places = areas.roots().stream().map(Area::place).toList();
        return places.isEmpty() ? List.of("") : places;
    }

    /** Keeps entries for so many days after their end, and erases at once what is older; audited. */
    public void keep(Actor actor, int days) {
        roots().forEach(place -> actor.needs(Act.APPROVE_WATCH_LIST, place));
        if (days < 0 || days > MOST_DAYS) {
            throw Refusal.badInput(
                    "watch.keep", "Expected 0 to %d days, but got %d.".formatted(MOST_DAYS, days), MOST_DAYS, days);
        }
        transactions.executeWithoutResult(t -> {
            store.keepDays(days);
            audit.record(actor, "watch.keep", days + " days", "");
        });
        eraseOld();
    }

    /** Erases what ended so long ago. */
    void eraseOld() {
        transactions.executeWithoutResult(t -> {
            Instant before = clock.instant().minus(Duration.ofDays(store.keepDays()));
            store.eraseEndedBefore(before).forEach(this::record);
        });
    }

    private void record(Entry entry) {
        audit.record(
                Actor.CITY,
                "watch.erase",
                entry.number(),
                "%s until %s, for %s: %s"
                        .formatted(entry.sort(), CityTime.minute(entry.end()), entry.unit(), entry.basis()));
    }
}
