package org.chengmai.device;

import java.io.Reader;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Page;
import org.springframework.stereotype.Service;

/** The door of the devices: find one, list them within reach, add, change, import, and see their last values. */
@Service
public class Devices {

    public Optional<Device> find(String id) {
        throw new UnsupportedOperationException();
    }

    /** The device of this number; refuses as not found. */
    public Device get(int no) {
        throw new UnsupportedOperationException();
    }

    /** The device of this id as far as the actor may see it; refuses as not found. */
    public Device get(Actor actor, String id) {
        throw new UnsupportedOperationException();
    }

    /** Devices within the actor's reach, by id. */
    public Page<Device> list(Actor actor, DeviceFilter filter, int page) {
        throw new UnsupportedOperationException();
    }

    /** Every device that the actor may see, for maps and exports; unordered. */
    public Stream<Device> within(Actor actor, DeviceFilter filter) {
        throw new UnsupportedOperationException();
    }

    /** All devices, for the city itself. */
    public Stream<Device> all() {
        throw new UnsupportedOperationException();
    }

    /** Adds one and returns its number. */
    public int add(Actor actor, NewDevice device) {
        throw new UnsupportedOperationException();
    }

    /** Adds many in one transaction; refuses all when it refuses one. */
    public void addAll(Actor actor, List<NewDevice> devices) {
        throw new UnsupportedOperationException();
    }

    /** Changes all but id and token; a token in {@code device} is ignored. */
    public void change(Actor actor, NewDevice device) {
        throw new UnsupportedOperationException();
    }

    /** Gives the device a new token and returns it; the old one stops working. */
    public String rotateToken(Actor actor, String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds and changes devices from CSV: {@code id,name,kind} and, as wanted, {@code area,lon,lat,unit,token,enabled} and a
     * column {@code param.<name>} for each parameter.
     */
    public ImportReport importCsv(Actor actor, Reader csv) {
        throw new UnsupportedOperationException();
    }

    /** Writes the devices that the actor may manage in the columns of the import, tokens included. */
    public void exportCsv(Actor actor, Writer csv) {
        throw new UnsupportedOperationException();
    }

    /** What is known of the device now. Cheap. */
    public LastState last(int no) {
        throw new UnsupportedOperationException();
    }

    /** Whether the device was heard within its kind's {@code silentMinutes}. */
    public boolean alive(Device device) {
        throw new UnsupportedOperationException();
    }

    public DeviceCounts counts(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Readings of one channel for a chart, oldest first.
     *
     * @param from event time, inclusive
     * @param to event time, exclusive
     * @param maxPoints where there are more readings than this, each point stands for several
     */
    public List<ReadingPoint> readings(Actor actor, int no, int channel, Instant from, Instant to, int maxPoints) {
        throw new UnsupportedOperationException();
    }
}
