package org.chengmai.device;

import java.io.Reader;
import java.io.Writer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.device.intake.Pump;
import org.chengmai.device.model.Registry;
import org.chengmai.device.store.DeviceStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The roll of devices: who is entered, changed, struck; database first, then memory, then the pump's followers. */
@Component
class Roll {

    private final DeviceStore store;
    private final Registry registry;
    private final Pump pump;
    private final Areas areas;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private int nextNo;

    // Kinds comes first: a device refers to its kind.
    Roll(
            Kinds kinds,
            DeviceStore store,
            Registry registry,
            Pump pump,
            Areas areas,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.pump = pump;
        this.areas = areas;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        store.all(device -> registry.put(List.of(device)));
        this.nextNo = registry.size();
        kinds.list();
    }

    List<Device> add(Actor actor, List<NewDevice> wanted) {
        wanted.forEach(w -> {
            if (registry.byId(w.id()) != null) {
                throw taken(w.id());
            }
        });
        return put(actor, "device.add", "", wanted);
    }

    /** Enters a device that showed a provisioning key. */
    Device provision(NewDevice wanted, String how) {
        return put(Actor.CITY, "device.provision", how, List.of(wanted)).getFirst();
    }

    /** Enters a spot of a camera, or makes one that is entered another; followers then forget what it was. */
    Device spot(Device camera, String id, String name) {
        Device before = registry.byId(id);
        Device spot = spotOf(camera, id, name, before);
        transactions.executeWithoutResult(t -> {
            if (before != null) {
                AfterCommit.run(() -> pump.devicesChanged(List.of(before.switchedOff())));
            }
            write(Actor.CITY, "device.spot", name, List.of(spot));
        });
        return spot;
    }

    /** The spot with what it has from its camera. */
    private synchronized Device spotOf(Device camera, String id, String name, @Nullable Device before) {
        return new Device(
                before == null ? nextNo++ : before.no(),
                id,
                name,
                camera.kind(),
                before == null ? DeviceRules.newToken() : before.token(),
                camera.point(),
                camera.place(),
                camera.parameters(),
                camera.unit(),
                camera.enabled(),
                before == null ? clock.instant() : before.known(),
                camera.simulated(),
                camera.id());
    }

    /** The spots of changed cameras, as changed. */
    private Stream<Device> following(Device camera) {
        Device before = registry.byId(camera.id());
        return before == null
                ? Stream.empty()
                : registry.spotsOf(camera.id()).stream()
                        .map(spot -> spotOf(camera, spot.id(), Spots.prefix(camera) + Spots.label(before, spot), spot));
    }

    /** Notes that a device that is entered was told its token. */
    void told(Device device, String how) {
        audit.record(Actor.CITY, "device.provision", device.id(), how);
    }

    void change(Actor actor, NewDevice wanted) {
        Device before = registry.byId(wanted.id());
        if (before == null) {
            throw Refusal.notFound(
                    "device.unknown", "Expected device %s, but there is none.".formatted(wanted.id()), wanted.id());
        }
        actor.needs(Act.MANAGE_DEVICES, before.place());
        put(actor, "device.change", "", List.of(wanted));
    }

    String rotateToken(Actor actor, String id) {
        Device before = registry.byId(id);
        if (before == null) {
            throw Refusal.notFound("device.unknown", "Expected device %s, but there is none.".formatted(id), id);
        }
        actor.needs(Act.MANAGE_DEVICES, before.place());
        String token = DeviceRules.newToken();
        Device after = before.withToken(token);
        transactions.executeWithoutResult(t -> {
            audit.record(actor, "device.token", id, "");
            store.put(List.of(after));
            AfterCommit.run(() -> tell(List.of(after)));
        });
        return token;
    }

    ImportReport importCsv(Actor actor, Reader csv) {
        Map<String, NewDevice> wanted = new LinkedHashMap<>();
        ImportReport report = Table.read(csv, ',', DeviceFile.MUST, row -> {
            NewDevice device = DeviceFile.read(row, areas);
            if (wanted.containsKey(device.id())) {
                throw taken(device.id());
            }
            entry(actor, device, 0);
            wanted.put(device.id(), device);
        });
        put(actor, "device.import", "", List.copyOf(wanted.values()));
        return report;
    }

    void exportCsv(Actor actor, Writer csv) {
        actor.needs(Act.MANAGE_DEVICES);
        var reach = actor.reach(Act.MANAGE_DEVICES);
        List<Device> devices = registry.all()
                .filter(d -> reach.covers(d.place()) && !d.isSpot())
                .sorted(java.util.Comparator.comparing(Device::id))
                .toList();
        audit.record(actor, "device.export", devices.size() + " devices", "");
        DeviceFile.write(devices, csv);
    }

    private List<Device> put(Actor actor, String action, String detail, List<NewDevice> wanted) {
        return write(actor, action, detail, entries(actor, wanted));
    }

    private List<Device> write(Actor actor, String action, String detail, List<Device> devices) {
        List<Device> all = registry.hasSpots()
                ? Stream.concat(devices.stream(), devices.stream().flatMap(this::following))
                        .toList()
                : devices;
        try {
            transactions.executeWithoutResult(t -> {
                audit.record(actor, action, subject(devices), detail);
                store.put(all);
                AfterCommit.run(() -> tell(all));
            });
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict(
                    "device.taken",
                    "Expected ids and tokens of their own for %s, but one is taken.".formatted(subject(devices)),
                    subject(devices));
        }
        return devices;
    }

    private static String subject(List<Device> devices) {
        return devices.size() == 1 ? devices.getFirst().id() : devices.size() + " devices";
    }

    private synchronized List<Device> entries(Actor actor, List<NewDevice> wanted) {
        List<Device> devices = new ArrayList<>(wanted.size());
        int no = nextNo;
        for (NewDevice w : wanted) {
            Device device = entry(actor, w, no);
            devices.add(device);
            no += device.no() == no ? 1 : 0;
        }
        nextNo = no;
        return devices;
    }

    /** The device as it will stand in the roll: a known one keeps number, token and age. */
    private Device entry(Actor actor, NewDevice w, int freshNo) {
        DeviceRules.check(w);
        registry.words(w.kind());
        Device before = registry.byId(w.id());
        String place = placeOf(w, before);
        actor.needs(Act.MANAGE_DEVICES, place);
        if (before != null) {
            actor.needs(Act.MANAGE_DEVICES, before.place());
        } else if (w.token() != null && registry.byToken(w.token()) != null) {
            throw Refusal.conflict(
                    "device.token.taken",
                    "Expected a token of its own for device %s, but another has it.".formatted(w.id()),
                    w.id());
        }
        return new Device(
                before == null ? freshNo : before.no(),
                w.id(),
                w.name(),
                w.kind(),
                before != null ? before.token() : w.token() != null ? w.token() : DeviceRules.newToken(),
                w.point(),
                place,
                w.parameters(),
                w.unit(),
                w.enabled(),
                before == null ? clock.instant() : before.known(),
                w.simulated(),
                gatewayOf(w));
    }

    /** The gateway that was named, which may be entered later: what counts is the id. */
    private static @Nullable String gatewayOf(NewDevice w) {
        if (w.gateway() != null && w.gateway().equals(w.id())) {
            throw Refusal.badInput(
                    "device.gateway",
                    "Expected another device as the gateway of %s, but it was named itself.".formatted(w.id()),
                    w.id());
        }
        return w.gateway();
    }

    private String placeOf(NewDevice w, @Nullable Device before) {
        if (w.place() != null) {
            return w.place();
        }
        if (w.point() != null) {
            return areas.at(w.point()).map(Area::place).orElseThrow(() -> nowhere(w.id()));
        }
        if (before != null) {
            return before.place();
        }
        throw nowhere(w.id());
    }

    private static Refusal nowhere(String id) {
        return Refusal.badInput(
                "device.place",
                "Expected an area, or a point inside one, for device %s, but got neither.".formatted(id),
                id);
    }

    private static Refusal taken(String id) {
        return Refusal.conflict(
                "device.taken", "Expected an id of its own, but device %s is there already.".formatted(id), id);
    }

    /** Followers first: they must know a device before its first reading can come in. */
    private void tell(List<Device> devices) {
        pump.devicesChanged(devices);
        registry.put(devices);
    }
}
