package org.chengmai.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The duty-cycle engine: takes readings and the clock, tells the listener of alarms. It is used by one thread at a time and
 * has no clock of its own. The same sequence of calls always gives the same alarms; one {@link #advance} or many small ones
 * give the same; and so does a {@link #snapshot} restored into a new engine that goes on from there.
 */
public final class Engine {
    /** No rule is looked at. */
    public static final int IDLE = -1;

    private static final long CATCH_UP_MILLIS = 10_000;

    /** So many readings at a time have the rows of their devices fetched from memory together. */
    private static final int AHEAD = 64;

    private final Memory memory = new Memory();
    private final Waiting waiting = new Waiting();
    private final Evaluation evaluation = new Evaluation(memory);
    private final Wakes wakes = new Wakes();
    private final Timers timers;
    private final Neighbours neighbours;
    private final Judge judge;
    private final LiftMotion motion = new LiftMotion();
    private final AlarmListener listener;
    private Fleet fleet = new Fleet(RuleBook.EMPTY);
    private long now = -Limits.FARTHEST;
    /** The clock as of which readings and timers are judged: behind {@code now} while it catches up with that. */
    private long moment = now;

    private long counted;
    private long lateOrDuplicate;
    private long late;
    private long unknown;
    private long timersFired;

    /** An engine that takes a device to be at wall time once it has been quiet for 10 seconds. */
    public Engine(AlarmListener listener) {
        this(listener, CATCH_UP_MILLIS);
    }

    public Engine(AlarmListener listener, long catchUpMillis) {
        this.listener = listener;
        this.timers = new Timers(wakes, waiting, catchUpMillis);
        this.neighbours = new Neighbours(memory.places(), timers);
        this.judge = new Judge(listener, evaluation, neighbours);
    }

    /** Gives the engine the city's clock and calendar, before anything else; {@link CityClock#UTC} without. */
    public Engine in(CityClock city) {
        evaluation.city(city);
        return this;
    }

    /**
     * Puts the book in place of the one before. Rules whose key, kind, texts and parameter names are unchanged go on with
     * what they have memorised. The others are dropped, and their active alarms reported cleared under their old index. New
     * rules look at what is known of each device, as of the device's own time, at the next {@link #advance}.
     */
    public void install(RuleBook book) {
        judge.clearWithout(fleet, book);
        byte[] state = snapshot();
        Fleet before = fleet;
        fleet = new Fleet(book);
        fleet.expect(before);
        wakes.clear();
        memory.clear();
        for (int device = 0; device < before.end(); device++) {
            Fleet.Registration registration = before.registration(device);
            if (registration != null) {
                fleet.place(device, registration);
                neighbours.join(fleet, device);
                timers.arm(fleet, device);
            }
        }
        restore(state);
    }

    /** So many devices of a kind are registered next; a million of them copy no row meanwhile. */
    public void expect(int kind, int devices) {
        fleet.expect(kind, devices);
    }

    /**
     * Registers a device or changes it. Another kind makes it a new device.
     *
     * @param device a small dense index, 0 or more
     * @param knownSinceMillis from when silence counts while nothing is heard of it; without meaning afterwards
     * @param parameters values of its own that go before the defaults of rules
     */
    public void device(int device, int kind, long knownSinceMillis, Map<String, Double> parameters) {
        if (device < 0) {
            throw new IllegalArgumentException("Expected a device index of 0 or more, but found " + device + ".");
        }
        if (!Limits.isTime(knownSinceMillis)) {
            throw new IllegalArgumentException(
                    "Expected a time for device " + device + ", but found " + knownSinceMillis + ".");
        }
        var registration = new Fleet.Registration(kind, knownSinceMillis, Map.copyOf(parameters));
        if (registration.equals(fleet.registration(device))) {
            return;
        }
        KindCode code = fleet.code(device);
        if (code != null && code.kind != kind) {
            remove(device, code);
            code = null;
        }
        if (code == null) {
            fleet.place(device, registration);
            neighbours.join(fleet, device);
        } else {
            fleet.change(device, code, registration);
        }
        timers.arm(fleet, device);
    }

    /**
     * Tells in which group of a level a device stands: devices of one kind with the same number are looked at together by
     * {@code any in}, {@code all in} and {@code count in}; 0 is none. Devices whose numbers differ by it are looked at
     * again. It outlasts another registration of the device, and may come before the first.
     */
    public void place(int device, PlaceLevel level, int group) {
        if (device < 0 || group < 0) {
            throw new IllegalArgumentException(
                    "Expected a device and a group of 0 or more, but found " + device + " and " + group + ".");
        }
        neighbours.place(fleet, device, level, group);
    }

    /** Drops a device and all that is known of it; its active alarms are reported cleared. */
    public void forget(int device) {
        KindCode code = fleet.code(device);
        if (code != null) {
            remove(device, code);
        }
        neighbours.forget(device);
    }

    private void remove(int device, KindCode code) {
        for (int rule = 0; rule < code.rules.size(); rule++) {
            judge.clearForGood(fleet, device, rule);
            evaluation.reset(code.rules.get(rule), fleet.cells(), fleet.row(device));
        }
        neighbours.leave(fleet, device);
        waiting.forget(device);
        wakes.remove(device);
        fleet.remove(device, code);
    }

    /** Lets the clock reach the batch's arrival time, then takes every reading in order. */
    public void accept(ReadingBatch batch) {
        advance(batch.receivedMillis());
        moment = now;
        for (int i = 0, size = batch.size(); i < size; i++) {
            if (i % AHEAD == 0) {
                fleet.fetch(batch, i, Math.min(i + AHEAD, size));
            }
            arrive(batch.device(i), batch.channel(i), batch.atMillis(i), batch.value(i));
        }
        judge.lookAtNothing();
    }

    /**
     * Moves the clock on, in milliseconds since 1970 UTC, and fires the timers that are due. An earlier time than before
     * moves nothing.
     *
     * @return how many rules were looked at
     */
    public int advance(long nowMillis) {
        now = Math.max(now, Math.min(nowMillis, Limits.FARTHEST));
        int fired = 0;
        while (wakes.earliest() <= now) {
            fired += wake(wakes.first());
        }
        judge.lookAtNothing();
        return fired;
    }

    /**
     * Until now nobody could be heard, though they may have spoken. A device heard before has {@code graceMillis} from now:
     * unless it is heard sooner no timer of its fires till then, and what was due by then fires as of its own time.
     */
    public void resume(long nowMillis, long graceMillis) {
        timers.resume(fleet, nowMillis, graceMillis);
    }

    /** All that is memorised of registered devices: the state that {@link #restore} goes on from. */
    public byte[] snapshot() {
        var bytes = new ByteArrayOutputStream();
        snapshot(bytes);
        return bytes.toByteArray();
    }

    /** Writes the same bytes, which of a large fleet are many: whoever keeps them can pack them meanwhile. */
    public void snapshot(OutputStream to) {
        new SnapshotWriter(fleet, memory, waiting, to).write(now);
    }

    /**
     * Goes on from a snapshot, after {@link #install} and {@link #device} have told of rules and devices. What no longer
     * matches is skipped: devices that are not registered or of another kind, channels that are gone, and rules whose key,
     * texts or parameter names differ; a rule that the snapshot does not know looks at the device anew. Whoever keeps
     * alarms asks {@link #active} afterwards.
     *
     * @throws IllegalArgumentException when the bytes are no whole snapshot of a known version; nothing has changed then
     */
    public void restore(byte[] snapshot) {
        restore(() -> new ByteArrayInputStream(snapshot));
    }

    /** The same from bytes that are read twice, for whether they are whole must be known before anything changes. */
    public void restore(Supplier<InputStream> snapshot) {
        SnapshotReader reader = SnapshotReader.open(snapshot);
        now = Math.max(now, reader.now());
        reader.readInto(fleet, memory, evaluation, waiting);
        neighbours.lookAround(fleet);
    }

    /** Whether the alarm of the rule, by its index in the installed book, is active for the device. */
    public boolean active(int device, int rule) {
        KindCode code = fleet.code(device);
        RuleBook book = fleet.book();
        Objects.checkIndex(rule, book.size());
        return code != null
                && code.kind == book.rule(rule).kind()
                && code.isActive(fleet.cells(), fleet.row(device), book.placeInKind(rule));
    }

    /** Index of the rule that is looked at, {@link #IDLE} in between. Any thread may ask, to learn where the time goes. */
    public int looking() {
        return judge.lookingAt();
    }

    public Counters counters() {
        return new Counters(counted, lateOrDuplicate, unknown, judge.raised(), judge.cleared(), timersFired, late);
    }

    /** The installed book; while {@link #install} reports alarms cleared, still the one before. */
    RuleBook book() {
        return fleet.book();
    }

    private void arrive(int device, int channel, long at, double value) {
        KindCode code = fleet.code(device);
        if (code == null
                || channel < 0
                || channel >= code.channelCount()
                || Double.isNaN(value)
                || !Limits.isTime(at)) {
            unknown++;
            return;
        }
        if (code.late == 0) {
            take(device, code, channel, at, value);
            return;
        }
        if (waiting.size(device) == Waiting.MOST) {
            takeFirst(device, code);
        }
        waiting.add(device, channel, at, value, now);
        while (waiting.isRipe(device, code.late)) {
            takeFirst(device, code);
        }
        timers.arm(fleet, device);
    }

    /** Judges the first of the readings that wait. */
    private void takeFirst(int device, KindCode code) {
        int channel = waiting.channel(device);
        long at = waiting.at(device);
        double value = waiting.value(device);
        waiting.removeFirst(device);
        take(device, code, channel, at, value);
    }

    private void take(int device, KindCode code, int channel, long at, double value) {
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        int cell = row + code.cell(channel) + KindCode.AT;
        if (at <= cells[cell] || (code.lift != null && code.lift.isToldOfBefore(cells, row, channel, at))) {
            lateOrDuplicate++;
            late += at < cells[cell] ? 1 : 0;
            return;
        }
        counted++;
        if (cells[row + KindCode.ARRIVAL] == Limits.NONE) {
            hear(code, cells, row, at);
        }
        if (cells[row + KindCode.DUE] <= at) {
            fireUntil(device, code, row, at);
        }
        long time = Math.max(cells[row + KindCode.TIME], at);
        cells[row + KindCode.TIME] = time;
        cells[row + KindCode.LAG] = moment - time;
        cells[row + KindCode.ARRIVAL] = moment;
        note(device, code, row, channel, at, value);
        if (code.lift != null && motion.feed(code.lift, cells, row, channel, at, value)) {
            derived(device, code, code.lift.position(), at, motion.position());
            derived(device, code, code.lift.speed(), at, motion.speed());
            derived(device, code, code.lift.offset(), at, motion.offset());
        }
        timers.arm(fleet, code, device);
    }

    /** Puts a value in its place and looks at the rules to which it may make a difference. */
    private void note(int device, KindCode code, int row, int channel, long at, double value) {
        long[] cells = fleet.cells();
        int cell = row + code.cell(channel);
        long time = cells[row + KindCode.TIME];
        cells[cell + KindCode.AT] = at;
        int news = code.watchers.put(cells, row, cell, channel, value);
        for (int word = 0; word < code.watchers.words; word++) {
            long rules = code.looking(cells, row, channel, word, news, time);
            while (rules != 0) {
                int rule = (word << 6) + Long.numberOfTrailingZeros(rules);
                judge.look(fleet, code, device, row, rule, moment, time, channel, value);
                rules &= rules - 1;
            }
        }
    }

    /** Takes what was derived as of a time like a reading of its channel; NaN says nothing. */
    private void derived(int device, KindCode code, int channel, long at, double value) {
        int row = fleet.row(device);
        if (!Double.isNaN(value) && at > fleet.cells()[row + code.cell(channel) + KindCode.AT]) {
            listener.derived(device, channel, at, value);
            note(device, code, row, channel, at, value);
        }
    }

    /** A device begins at its first reading: where that is older than what was taken for its time, it begins anew there. */
    private void hear(KindCode code, long[] cells, int row, long at) {
        long time = cells[row + KindCode.TIME];
        if (at >= (time == Limits.NONE ? cells[row + KindCode.KNOWN] : time)) {
            return;
        }
        cells[row + KindCode.TIME] = at;
        cells[row + KindCode.KNOWN] = Math.min(cells[row + KindCode.KNOWN], at);
        for (RuleCode rule : code.rules) {
            evaluation.reset(rule, cells, row);
        }
        code.markAll(cells, row);
    }

    private int fireUntil(int device, KindCode code, int row, long limit) {
        int fired = 0;
        long due = code.earliestDue(fleet.cells(), row);
        while (due <= limit) {
            fired += fire(device, code, row, due);
            due = code.earliestDue(fleet.cells(), row);
        }
        fleet.cells()[row + KindCode.DUE] = due;
        return fired;
    }

    private int fire(int device, KindCode code, int row, long due) {
        long[] cells = fleet.cells();
        int fired = 0;
        cells[row + KindCode.TIME] = due;
        for (int rule = 0; rule < code.rules.size(); rule++) {
            if (cells[row + code.dues + rule] == due) {
                fired++;
                judge.look(fleet, code, device, row, rule, moment, due, Evaluation.TIMER, Double.NaN);
            }
        }
        timersFired += fired;
        return fired;
    }

    /** Looks at one device whose key has come up: takes or fires what is due, or puts the key right. */
    private int wake(int device) {
        KindCode code = Objects.requireNonNull(fleet.code(device));
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        long key = cells[row + KindCode.WAKE];
        moment = key;
        long due = code.earliestDue(cells, row);
        long fires = timers.fires(code, cells, row, due);
        int fired = 0;
        if (timers.isReadingFirst(device, code, key, due, fires)) {
            takeFirst(device, code);
        } else if (fires <= key) {
            fired = fire(device, code, row, due);
        }
        due = code.earliestDue(cells, row);
        cells[row + KindCode.DUE] = due;
        timers.settle(fleet, device);
        return fired;
    }
}
