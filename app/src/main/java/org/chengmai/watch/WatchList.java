package org.chengmai.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chengmai.audit.Audit;
import org.chengmai.device.Device;
import org.chengmai.device.Hit;
import org.chengmai.device.Hits;
import org.chengmai.device.Identifiers;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Refusal;
import org.chengmai.watch.model.Entry;
import org.chengmai.watch.model.NewEntry;
import org.chengmai.watch.model.Wanted;
import org.chengmai.watch.store.EntryStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door of the watch list. Whoever keeps it in a place enters, another person approves, nobody sees a plate in full without
 * an entry in the audit. An entry matches from its approval to its end, a year at most, and devices below its place alone.
 */
@Service
public class WatchList implements Identifiers {

    /** The longest time that an entry can hold. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final int PAGE_SIZE = 50;
    private static final int MOST_HITS = 100;
    private static final int LONGEST_WORDS = 200;

    private final EntryStore store;
    private final Seal seal;
    private final Hits hits;
    private final Units units;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private volatile Map<String, List<EntryStore.Holding>> holding = Map.of();

    WatchList(
            EntryStore store,
            Seal seal,
            Hits hits,
            Units units,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.seal = seal;
        this.hits = hits;
        this.units = units;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        load();
        hits.ask(this);
    }

    private void load() {
        Map<String, List<EntryStore.Holding>> byCode = new HashMap<>();
        store.holding(clock.instant())
                .forEach(h -> byCode.merge(
                        h.code(),
                        List.of(h),
                        (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream())
                                .toList()));
        holding = Map.copyOf(byCode);
    }

    @Override
    public long wanted(Device device, String text) {
        Map<String, List<EntryStore.Holding>> now = holding;
        if (now.isEmpty()) {
            return 0;
        }
        return Wanted.read(text)
                .map(wanted -> now.getOrDefault(seal.code(wanted), List.of()))
                .orElse(List.of())
                .stream()
                .filter(h ->
                        device.place().startsWith(h.place()) && clock.instant().isBefore(h.expiresAt()))
                .mapToLong(EntryStore.Holding::id)
                .findFirst()
                .orElse(0);
    }

    /** Enters a plate or card, which matches once another person has approved it; audited. */
    public Entry enter(Actor actor, NewEntry wish) {
        actor.needs(Act.KEEP_WATCH_LIST, wish.place());
        Wanted wanted = read(wish.typed());
        check(wish);
        units.get(wish.unit());
        Instant now = clock.instant();
        return Objects.requireNonNull(transactions.execute(t -> {
            Entry entry = store.add(actor, wanted, seal.code(wanted), seal.hide(wanted), wish, now);
            audit.record(
                    actor,
                    "watch.enter",
                    entry.number(),
                    "%s, until %s, for %s: %s".formatted(wanted, entry.expiresAt(), entry.unit(), entry.basis()));
            return entry;
        }));
    }

    private static Wanted read(String typed) {
        return Wanted.read(typed)
                .orElseThrow(() -> Refusal.badInput(
                        "watch.sort",
                        "Expected a plate or the number of a door card, but got neither; faces, voices and phones are not"
                                + " looked for here."));
    }

    private void check(NewEntry wish) {
        Instant now = clock.instant();
        if (!wish.expiresAt().isAfter(now) || wish.expiresAt().isAfter(now.plus(LONGEST))) {
            throw Refusal.badInput(
                    "watch.expiry",
                    "Expected an end after now and within %d days, but got %s."
                            .formatted(LONGEST.toDays(), wish.expiresAt()),
                    LONGEST.toDays());
        }
        for (String words : List.of(wish.basis(), wish.reason())) {
            if (words.isBlank() || words.length() > LONGEST_WORDS) {
                throw Refusal.badInput(
                        "watch.words",
                        "Expected a legal basis and a reason of 1 to %d characters each, but one has %d."
                                .formatted(LONGEST_WORDS, words.strip().length()),
                        LONGEST_WORDS);
            }
        }
    }

    /** Approves what another person entered, from when on it matches; audited. */
    public void approve(Actor actor, long id) {
        Entry entry = get(actor, id);
        actor.needs(Act.APPROVE_WATCH_LIST, entry.place());
        if (entry.enteredBy() == actor.account()) {
            audit.recordRefused(actor, "watch.approve", entry.number(), "entered by the same person");
            throw Refusal.conflict(
                    "watch.foureyes",
                    "Expected another person to approve %s, but %s entered it."
                            .formatted(entry.number(), actor.login()),
                    entry.number());
        }
        change(entry, () -> store.approve(id, actor, clock.instant()), actor, "watch.approve");
    }

    /** Takes an entry off; audited. */
    public void end(Actor actor, long id) {
        Entry entry = get(actor, id);
        actor.needs(Act.KEEP_WATCH_LIST, entry.place());
        change(entry, () -> store.end(id, actor, clock.instant()), actor, "watch.end");
    }

    private void change(Entry entry, java.util.function.BooleanSupplier step, Actor actor, String action) {
        transactions.executeWithoutResult(t -> {
            if (!step.getAsBoolean()) {
                throw Refusal.conflict(
                        "watch.state",
                        "Expected to change %s, but it is %s.".formatted(entry.number(), entry.state(clock.instant())),
                        entry.number());
            }
            audit.record(actor, action, entry.number(), entry.masked());
        });
        load();
    }

    /** Entries within the actor's reach, masked, those that wait first. */
    public Page<Entry> list(Actor actor, int page) {
        actor.needs(Act.KEEP_WATCH_LIST);
        return store.list(actor.reach(Act.KEEP_WATCH_LIST), clock.instant(), page, PAGE_SIZE);
    }

    /** One of them; refuses as not found. */
    public Entry get(Actor actor, long id) {
        actor.needs(Act.KEEP_WATCH_LIST);
        return store.find(actor.reach(Act.KEEP_WATCH_LIST), id)
                .orElseThrow(() -> Refusal.notFound(
                        "watch.unknown", "Expected entry W-%d, but there is none.".formatted(id), "W-" + id));
    }

    /** The plate or card in full, for whoever may also see personal data in the place; audited. */
    public String reveal(Actor actor, long id) {
        Entry entry = get(actor, id);
        actor.needs(Act.SEE_PERSONAL, entry.place());
        audit.record(actor, "see.personal", entry.number(), "watch list");
        return seal.show(store.sealed(id));
    }

    /** The entries of a plate or card within reach, whether they hold or not; each look-up is audited. */
    public List<Entry> lookUp(Actor actor, String typed) {
        actor.needs(Act.KEEP_WATCH_LIST);
        Wanted wanted = read(typed);
        List<Entry> found = store.byCode(actor.reach(Act.KEEP_WATCH_LIST), seal.code(wanted));
        audit.record(
                actor,
                "watch.lookup",
                wanted.masked(),
                found.isEmpty()
                        ? "none"
                        : String.join(" ", found.stream().map(Entry::number).toList()));
        return found;
    }

    /** The newest hits of these entries. */
    public List<Hit> hits(Actor actor, List<Entry> entries) {
        actor.needs(Act.KEEP_WATCH_LIST);
        return hits.of(entries.stream().map(Entry::id).toList(), MOST_HITS);
    }

    /** The entry of a hit, for the city itself. */
    Optional<Entry> ofHit(Hit hit) {
        return store.find(Actor.CITY.reach(Act.KEEP_WATCH_LIST), hit.entry());
    }
}
