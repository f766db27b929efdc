package org.chengmai.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import org.chengmai.audit.Audit;
import org.chengmai.device.model.Catalogue;
import org.chengmai.device.model.Registry;
import org.chengmai.device.store.MaintenanceStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door of maintenance windows: set and ended by whoever manages the devices of the place, asked by whoever would bother
 * people with what a device says. The windows that are not over are few and held in memory.
 */
@Service
public class Maintenance {

    /** The longest window. */
    public static final Duration LONGEST = Duration.ofDays(31);

    private static final int LONGEST_WHY = 200;
    private static final int PAGE_SIZE = 50;
    private static final int OF_ONE_DEVICE = 10;

    private final MaintenanceStore store;
    private final Registry registry;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final List<MaintenanceWindow> current = new CopyOnWriteArrayList<>();

    Maintenance(
            MaintenanceStore store,
            Registry registry,
            Audit audit,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.audit = audit;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        current.addAll(store.notOver(clock.instant()));
    }

    /** The window that runs over this device at a moment of late; cheap, any thread. */
    public Optional<MaintenanceWindow> at(Device device, Instant moment) {
        return current.stream().filter(w -> w.runs(moment) && w.isOf(device)).findFirst();
    }

    /** The window that runs over this device now. */
    public Optional<MaintenanceWindow> now(Device device) {
        return at(device, clock.instant());
    }

    /** A test of many devices by their numbers: whether a window runs over one now. */
    IntPredicate now(Catalogue catalogue) {
        Instant now = clock.instant();
        List<MaintenanceWindow> running =
                current.stream().filter(w -> w.runs(now)).toList();
        BitSet single = new BitSet();
        running.stream()
                .map(w -> w.deviceId() == null ? null : registry.byId(w.deviceId()))
                .filter(Objects::nonNull)
                .forEach(device -> single.set(device.no()));
        IntPredicate whole =
                catalogue.test(group -> running.stream().anyMatch(w -> w.isOf(group.kind(), group.place())));
        return device -> single.get(device) || whole.test(device);
    }

    /** The windows of one device that the actor may see, its place's included, newest first. */
    public List<MaintenanceWindow> of(Actor actor, Device device) {
        actor.needs(Act.SEE_DEVICES, device.place(), device.unit());
        return store.of(device, OF_ONE_DEVICE);
    }

    /** Windows within the actor's reach, those that run or come first, newest first. */
    public Page<MaintenanceWindow> list(Actor actor, int page) {
        actor.needs(Act.SEE_DEVICES);
        return store.list(actor.reach(Act.SEE_DEVICES), clock.instant(), page, PAGE_SIZE);
    }

    /** The window of this number as far as the actor may see it; refuses as not found. */
    public MaintenanceWindow get(Actor actor, long id) {
        return store.find(actor.reach(Act.SEE_DEVICES), id)
                .orElseThrow(() -> Refusal.notFound(
                        "maintenance.unknown", "Expected maintenance window %d, but there is none.".formatted(id), id));
    }

    /** Sets a window and returns its number; audited. */
    public long start(Actor actor, MaintenanceWish wish) {
        String place = place(wish);
        actor.needs(Act.MANAGE_DEVICES, place);
        check(wish);
        Instant now = clock.instant();
        MaintenanceWindow wanted = new MaintenanceWindow(
                0,
                wish.deviceId(),
                wish.deviceId() == null ? wish.kind() : null,
                place,
                wish.from(),
                wish.until(),
                wish.why().strip(),
                actor.name(),
                null);
        return Objects.requireNonNull(transactions.execute(t -> {
            MaintenanceWindow set = store.add(wanted, now);
            audit.record(
                    actor,
                    "device.maintenance",
                    set.subject(),
                    "window %d, %s to %s: %s".formatted(set.id(), set.from(), set.until(), set.why()));
            AfterCommit.run(() -> tell(set));
            return set.id();
        }));
    }

    private void tell(MaintenanceWindow set) {
        current.removeIf(w -> w.id() == set.id() || w.over(clock.instant().minus(LONGEST)));
        current.add(set);
        events.publishEvent(new MaintenanceChanged(set.id()));
    }

    private String place(MaintenanceWish wish) {
        if (wish.deviceId() != null) {
            Device device = registry.byId(wish.deviceId());
            if (device == null) {
                throw Refusal.notFound(
                        "device.unknown",
                        "Expected device %s, but there is none.".formatted(wish.deviceId()),
                        wish.deviceId());
            }
            return device.place();
        }
        if (wish.place() == null) {
            throw Refusal.badInput(
                    "maintenance.what", "Expected a device or a place to maintain, but neither was named.");
        }
        if (wish.kind() != null) {
            registry.words(wish.kind());
        }
        return wish.place();
    }

    private void check(MaintenanceWish wish) {
        Instant now = clock.instant();
        if (!wish.from().isBefore(wish.until()) || !wish.until().isAfter(now)) {
            throw Refusal.badInput(
                    "maintenance.time",
                    "Expected a window that begins before it ends and ends after now, but it does not.");
        }
        if (Duration.between(wish.from(), wish.until()).compareTo(LONGEST) > 0) {
            throw Refusal.badInput(
                    "maintenance.long",
                    "Expected a window of at most %d days, but it is longer.".formatted(LONGEST.toDays()),
                    LONGEST.toDays());
        }
        if (wish.why().isBlank() || wish.why().length() > LONGEST_WHY) {
            throw Refusal.badInput(
                    "maintenance.why",
                    "Expected a reason of 1 to %d characters, but got %d."
                            .formatted(LONGEST_WHY, wish.why().strip().length()),
                    LONGEST_WHY);
        }
    }

    /** Ends a window now; audited. */
    public void end(Actor actor, long id) {
        MaintenanceWindow window = get(actor, id);
        actor.needs(Act.MANAGE_DEVICES, window.place());
        Instant now = clock.instant();
        if (window.over(now)) {
            throw Refusal.conflict(
                    "maintenance.over", "Expected to end maintenance window %d, but it is over.".formatted(id), id);
        }
        transactions.executeWithoutResult(t -> {
            MaintenanceWindow ended = store.end(id, now, actor.name());
            audit.record(actor, "device.maintenance.end", window.subject(), "window " + id);
            AfterCommit.run(() -> tell(ended));
        });
    }
}
