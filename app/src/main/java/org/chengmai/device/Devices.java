package org.chengmai.device;

import java.io.Reader;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.chengmai.device.store.ChartStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The door of the devices: find one, list them within reach, add, change, import, and see their last values. */
@Service
public class Devices {

    private final Registry registry;
    private final LastValues last;
    private final Roll roll;
    private final ChartStore charts;
    private final Health health;
    private final DeviceList list;

    Devices(Registry registry, LastValues last, Roll roll, ChartStore charts, Health health, DeviceList list) {
        this.registry = registry;
        this.last = last;
        this.roll = roll;
        this.charts = charts;
        this.health = health;
        this.list = list;
    }

    public Optional<Device> find(String id) {
        return Optional.ofNullable(registry.byId(id));
    }

    /** The enabled device that holds this token. */
    public Optional<Device> byToken(String token) {
        return Optional.ofNullable(registry.byToken(token)).filter(Device::enabled);
    }

    /** Whether the device may speak for others. */
    public boolean isGateway(Device device) {
        Words words = registry.find(device.kind());
        return words != null && words.kind().gateway();
    }

    /** The device of this number; refuses as not found. */
    public Device get(int no) {
        Device device = registry.byNo(no);
        if (device == null) {
            throw unknown("no " + no);
        }
        return device;
    }

    /** The device of this id as far as the actor may see it; refuses as not found. */
    public Device get(Actor actor, String id) {
        Device device = registry.byId(id);
        if (device == null || !actor.reach(Act.SEE_DEVICES).covers(device.place(), device.unit())) {
            throw unknown(id);
        }
        return device;
    }

    private static Refusal unknown(String id) {
        return Refusal.notFound("device.unknown", "Expected device %s, but there is none.".formatted(id), id);
    }

    /** Devices within the actor's reach, by id. */
    public Page<Device> list(Actor actor, DeviceFilter filter, int page) {
        return list.page(actor, filter, page);
    }

    /** Every device that the actor may see, for maps and exports; by number. Spots are seen with their cameras. */
    public Stream<Device> within(Actor actor, DeviceFilter filter) {
        return list.all(actor, filter);
    }

    /** How many of them there are of each kind, by its id; kinds without any are left out. */
    public Map<String, Long> kinds(Actor actor, DeviceFilter filter) {
        return list.kinds(actor, filter);
    }

    /** The same with their spots: everything whose readings are theirs. */
    public Stream<Device> withSpots(Actor actor, DeviceFilter filter) {
        Stream<Device> found = within(actor, filter);
        return registry.hasSpots() ? found.flatMap(this::withSpots) : found;
    }

    /** The device and its spots. */
    Stream<Device> withSpots(Device device) {
        return Stream.concat(Stream.of(device), registry.spotsOf(device.id()).stream());
    }

    /** All devices, for the city itself. */
    public Stream<Device> all() {
        return registry.all();
    }

    /** Adds one and returns its number. */
    public int add(Actor actor, NewDevice device) {
        return roll.add(actor, List.of(device)).getFirst().no();
    }

    /** Adds many in one transaction; refuses all when it refuses one. Returns them as added, tokens included. */
    public List<Device> addAll(Actor actor, List<NewDevice> devices) {
        return roll.add(actor, devices);
    }

    /** Changes all but id and token; a token in {@code device} is ignored. */
    public void change(Actor actor, NewDevice device) {
        roll.change(actor, device);
    }

    /** Gives the device a new token and returns it; the old one stops working. */
    public String rotateToken(Actor actor, String id) {
        return roll.rotateToken(actor, id);
    }

    /**
     * Adds and changes devices from CSV: {@code id,kind} and, as wanted, {@code name,area,lon,lat,unit,token,enabled} and a
     * column {@code param.<name>} for each parameter. A device that is there keeps its token.
     */
    public ImportReport importCsv(Actor actor, Reader csv) {
        return roll.importCsv(actor, csv);
    }

    /** Writes the devices that the actor may manage in the columns of the import, tokens included. */
    public void exportCsv(Actor actor, Writer csv) {
        roll.exportCsv(actor, csv);
    }

    /** What is known of the device now. Cheap. */
    public LastState last(int no) {
        Device device = get(no);
        Words words = registry.words(device.kind());
        double[] values = new double[words.size()];
        long[] at = new long[words.size()];
        last.copy(no, values, at);
        return new LastState(last.seen(no), values, at);
    }

    /** Whether the device was heard within its kind's {@code silentMinutes}. */
    public boolean alive(Device device) {
        return health.alive(device);
    }

    /** How many devices within the actor's reach are alive. */
    public DeviceCounts counts(Actor actor) {
        return list.counts(actor);
    }

    /**
     * Readings of one channel for a chart, oldest first.
     *
     * @param from event time, inclusive
     * @param to event time, exclusive
     * @param maxPoints where there are more readings than this, each point stands for several
     */
    public List<ReadingPoint> readings(Actor actor, int no, int channel, Instant from, Instant to, int maxPoints) {
        Device device = get(actor, get(no).id());
        return charts.points(device.no(), channel, from, to, maxPoints);
    }
}
