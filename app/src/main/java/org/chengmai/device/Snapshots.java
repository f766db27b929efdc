package org.chengmai.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.device.store.SnapshotStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door of what cameras saw at events: taken as JPEG or as an address on a host that an officer has listed, found by device
 * and moment. Kept for thirty days. Who may see a picture is for whoever shows it to decide.
 */
@Service
public class Snapshots {

    /** The largest picture. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final Duration NEAR = Duration.ofMinutes(2);
    private static final int LONGEST_ADDRESS = 1_000;
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");

    private final SnapshotStore store;
    private final SnapshotFetch fetch;
    private final Areas areas;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Snapshots(
            SnapshotStore store,
            SnapshotFetch fetch,
            Areas areas,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.fetch = fetch;
        this.areas = areas;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Keeps a picture of an event; refuses what is no JPEG of at most {@link #MOST_BYTES}. */
    public void take(Device device, Instant at, byte[] jpeg) {
        if (jpeg.length > MOST_BYTES) {
            throw Refusal.tooLarge(
                    "snapshot.large",
                    "Expected a snapshot of at most %d bytes, but device %s sent more."
                            .formatted(MOST_BYTES, device.id()),
                    MOST_BYTES,
                    device.id());
        }
        if (!SnapshotFetch.isJpeg(jpeg)) {
            throw Refusal.badInput(
                    "snapshot.type",
                    "Expected a snapshot in JPEG, but device %s sent something else.".formatted(device.id()),
                    device.id());
        }
        store.put(device.no(), timely(device, at), null, jpeg);
    }

    /** Keeps where the picture of an event can be fetched; refuses an address that is on no listed host. */
    public void refer(Device device, Instant at, String address) {
        String host = SnapshotFetch.hostOf(address).orElse("");
        if (address.length() > LONGEST_ADDRESS || !store.hosts().contains(host)) {
            throw Refusal.badInput(
                    "snapshot.host",
                    "Expected the address of a snapshot on a listed camera gateway, but device %s named '%s'."
                            .formatted(device.id(), host),
                    device.id(),
                    host);
        }
        store.put(device.no(), timely(device, at), address, null);
    }

    private Instant timely(Device device, Instant at) {
        Instant now = clock.instant();
        if (at.isAfter(now.plus(Duration.ofMinutes(5))) || at.isBefore(now.minus(SnapshotStore.KEPT))) {
            throw Refusal.badInput(
                    "snapshot.time",
                    "Expected a snapshot of the last %d days, but device %s dated it %s."
                            .formatted(SnapshotStore.KEPT.toDays(), device.id(), at),
                    SnapshotStore.KEPT.toDays(),
                    device.id());
        }
        return at;
    }

    /** What a device saw, under a key of the asker's. */
    public record Span(long key, int device, Instant begins, Instant ends) {}

    /** What a device saw when something began, and what it saw of it last: the same picture where there is but one. */
    public record Pictures(Snapshot first, Snapshot newest) {}

    /** By key the snapshots of devices about a span of time, two minutes before and after it included; one question for all. */
    public Map<Long, Pictures> during(List<Span> spans) {
        return store.during(spans, NEAR);
    }

    /** The picture as JPEG; one that was only referred to is fetched now, and kept; empty when it cannot be had. */
    public Optional<byte[]> image(Snapshot snapshot) {
        Optional<byte[]> kept = store.image(snapshot.id());
        if (kept.isPresent()) {
            return kept;
        }
        Optional<byte[]> fetched = store.address(snapshot.id())
                .filter(address -> SnapshotFetch.hostOf(address)
                        .map(host -> store.hosts().contains(host))
                        .orElse(false))
                .flatMap(fetch::jpeg);
        fetched.ifPresent(jpeg -> store.keep(snapshot.id(), jpeg));
        return fetched;
    }

    /** The hosts that pictures may be fetched from. */
    public List<String> hosts(Actor actor) {
        actor.needs(Act.MANAGE_DEVICES);
        return store.hosts();
    }

    /** Whether the actor may change the hosts, which hold for the whole city. */
    public boolean mayChange(Actor actor) {
        return roots().stream().allMatch(place -> actor.may(Act.MANAGE_DEVICES, place));
    }

    private List<String> roots() {
        List<String> places = areas.roots().stream().map(Area::place).toList();
        return places.isEmpty() ? List.of("") : places;
    }

    /** Lists a host, as {@code host} or {@code host:port}; audited. */
    public void allow(Actor actor, String typed) {
        roots().forEach(place -> actor.needs(Act.MANAGE_DEVICES, place));
        String host = typed.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw Refusal.badInput(
                    "snapshot.listed", "Expected a host or host:port, but got '%s'.".formatted(host), host);
        }
        transactions.executeWithoutResult(t -> {
            store.allow(host, actor.name(), clock.instant());
            audit.record(actor, "snapshot.host.add", host, "");
        });
    }

    /** Strikes a host off; audited. */
    public void forbid(Actor actor, String host) {
        roots().forEach(place -> actor.needs(Act.MANAGE_DEVICES, place));
        transactions.executeWithoutResult(t -> {
            store.forbid(host);
            audit.record(actor, "snapshot.host.remove", host, "");
        });
    }
}
