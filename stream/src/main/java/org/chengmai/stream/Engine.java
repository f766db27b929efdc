package org.chengmai.stream;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The duty-cycle engine: takes readings and the clock, tells the listener of alarms. It is used by one thread at a time and
 * has no clock of its own. The same sequence of calls always gives the same alarms; one {@link #advance} or many small ones
 * give the same; and so does a {@link #snapshot} restored into a new engine that goes on from there.
 */
public final class Engine {
    private static final long CATCH_UP_MILLIS = 10_000;

    private final AlarmListener listener;
    private final long catchUpMillis;
    private final Hits hits = new Hits();
    private final Evaluation evaluation = new Evaluation(hits);
    private final Wakes wakes = new Wakes();
    private Fleet fleet = new Fleet(RuleBook.EMPTY);
    private long now = -Limits.FARTHEST;
    private long counted;
    private long lateOrDuplicate;
    private long unknown;
    private long raised;
    private long cleared;
    private long timersFired;

    /** An engine that takes a device to be at wall time once it has been quiet for 10 seconds. */
    public Engine(AlarmListener listener) {
        this(listener, CATCH_UP_MILLIS);
    }

    public Engine(AlarmListener listener, long catchUpMillis) {
        if (catchUpMillis < 0 || catchUpMillis > Limits.FARTHEST) {
            throw new IllegalArgumentException(
                    "Expected a catch-up time of 0 ms or more, but found " + catchUpMillis + ".");
        }
        this.listener = listener;
        this.catchUpMillis = catchUpMillis;
    }

    /**
     * Puts the book in place of the one before. Rules whose key, kind, texts and parameter names are unchanged go on with
     * what they have memorised. The others are dropped, and their active alarms reported cleared under their old index. New
     * rules look at what is known of each device, as of the device's own time, at the next {@link #advance}.
     */
    public void install(RuleBook book) {
        clearWithout(book);
        byte[] memory = snapshot();
        Fleet before = fleet;
        fleet = new Fleet(book);
        wakes.clear();
        hits.clear();
        for (int device = 0; device < before.end(); device++) {
            Fleet.Registration registration = before.registration(device);
            if (registration != null) {
                fleet.place(device, registration);
                arm(device);
            }
        }
        restore(memory);
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
            forget(device);
            code = null;
        }
        if (code == null) {
            fleet.place(device, registration);
        } else {
            fleet.change(device, code, registration);
        }
        arm(device);
    }

    /** Drops a device and all that is known of it; its active alarms are reported cleared. */
    public void forget(int device) {
        KindCode code = fleet.code(device);
        if (code == null) {
            return;
        }
        for (int rule = 0; rule < code.rules.size(); rule++) {
            clearForGood(device, code, rule);
            evaluation.reset(code.rules.get(rule), fleet.cells(), fleet.row(device));
        }
        wakes.remove(device);
        fleet.remove(device, code);
    }

    /** Lets the clock reach the batch's arrival time, then takes every reading in order. */
    public void accept(ReadingBatch batch) {
        advance(batch.receivedMillis());
        for (int i = 0, size = batch.size(); i < size; i++) {
            take(batch.device(i), batch.channel(i), batch.atMillis(i), batch.value(i));
        }
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
        return fired;
    }

    /** All that is memorised of registered devices: the state that {@link #restore} goes on from. */
    public byte[] snapshot() {
        return new SnapshotWriter(fleet, hits).write(now);
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
        SnapshotReader reader = SnapshotReader.open(snapshot);
        now = Math.max(now, reader.now());
        reader.readInto(fleet, hits, evaluation, this::arm);
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

    public Counters counters() {
        return new Counters(counted, lateOrDuplicate, unknown, raised, cleared, timersFired);
    }

    /** The installed book; while {@link #install} reports alarms cleared, still the one before. */
    RuleBook book() {
        return fleet.book();
    }

    private void take(int device, int channel, long at, double value) {
        KindCode code = fleet.code(device);
        if (code == null
                || channel < 0
                || channel >= code.rulesOfChannel.length
                || Double.isNaN(value)
                || !Limits.isTime(at)) {
            unknown++;
            return;
        }
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        int cell = row + code.channels + 2 * channel;
        if (at <= cells[cell]) {
            lateOrDuplicate++;
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
        cells[row + KindCode.LAG] = now - time;
        cells[row + KindCode.ARRIVAL] = now;
        cells[cell] = at;
        cells[cell + 1] = Double.doubleToRawLongBits(value);
        for (int rule : code.rulesOfChannel[channel]) {
            evaluate(device, code, row, rule, time, channel, value);
        }
        arm(device);
    }

    /** The first reading of a device sets its clock back when it is older, by more than the catch-up, than what was taken for it. */
    private void hear(KindCode code, long[] cells, int row, long at) {
        long time = cells[row + KindCode.TIME];
        if (at + catchUpMillis >= (time == Limits.NONE ? cells[row + KindCode.KNOWN] : time)) {
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
                evaluate(device, code, row, rule, due, Evaluation.TIMER, Double.NaN);
            }
        }
        timersFired += fired;
        return fired;
    }

    /** Looks at one device whose key has come up: fires what is due, or puts the key right. */
    private int wake(int device) {
        KindCode code = Objects.requireNonNull(fleet.code(device));
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        long due = code.earliestDue(cells, row);
        int fired = 0;
        if (due != Limits.NEVER && wakeTime(cells, row, due) <= cells[row + KindCode.WAKE]) {
            fired = fire(device, code, row, due);
            due = code.earliestDue(cells, row);
        }
        cells[row + KindCode.DUE] = due;
        if (due == Limits.NEVER) {
            cells[row + KindCode.WAKE] = Limits.NEVER;
            wakes.remove(device);
        } else {
            cells[row + KindCode.WAKE] = wakeTime(cells, row, due);
            wakes.put(device, cells[row + KindCode.WAKE]);
        }
        return fired;
    }

    private long wakeTime(long[] cells, int row, long due) {
        long arrival = cells[row + KindCode.ARRIVAL];
        if (arrival == Limits.NONE) {
            return due;
        }
        return Math.max(due, Math.min(due + cells[row + KindCode.LAG], arrival + catchUpMillis));
    }

    /** Sees to it that the device comes up no later than its earliest timer wants. */
    private void arm(int device) {
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        long due = cells[row + KindCode.DUE];
        if (due == Limits.NEVER) {
            return;
        }
        long wake = wakeTime(cells, row, due);
        if (wake < cells[row + KindCode.WAKE]) {
            cells[row + KindCode.WAKE] = wake;
            wakes.put(device, wake);
        }
    }

    private void evaluate(int device, KindCode code, int row, int rule, long time, int cause, double value) {
        long[] cells = fleet.cells();
        RuleCode text = code.rules.get(rule);
        boolean was = code.isActive(cells, row, rule);
        evaluation.begin(cells, row, time, cause);
        boolean is = decide(code, text, was);
        long due = evaluation.due();
        cells[row + code.dues + rule] = due;
        if (due < cells[row + KindCode.DUE]) {
            cells[row + KindCode.DUE] = due;
        }
        if (is != was) {
            code.flipActive(cells, row, rule);
            tell(is, device, text.index, time, cause >= 0 ? value : code.lastValue(cells, row, rule));
        } else if (is && cause >= 0) {
            listener.updated(device, text.index, time, value);
        }
    }

    private boolean decide(KindCode code, RuleCode text, boolean was) {
        if (text.clear == RuleCode.NO_CODE) {
            return evaluation.holds(code, text.raise);
        }
        boolean raise = (!was || text.raiseRemembers) && evaluation.holds(code, text.raise);
        boolean clear = (was || text.clearRemembers) && evaluation.holds(code, text.clear);
        return was ? !clear : raise;
    }

    private void tell(boolean isRaised, int device, int rule, long time, double value) {
        if (isRaised) {
            raised++;
            listener.raised(device, rule, time, value);
        } else {
            cleared++;
            listener.cleared(device, rule, time, value);
        }
    }

    private void clearWithout(RuleBook next) {
        RuleBook book = fleet.book();
        for (int device = 0; device < fleet.end(); device++) {
            KindCode code = fleet.code(device);
            for (int rule = 0; code != null && rule < code.rules.size(); rule++) {
                if (code.isActive(fleet.cells(), fleet.row(device), rule)
                        && next.successor(book.rule(code.rules.get(rule).index)) < 0) {
                    clearForGood(device, code, rule);
                }
            }
        }
    }

    private void clearForGood(int device, @Nullable KindCode code, int rule) {
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        if (code != null && code.isActive(cells, row, rule)) {
            code.flipActive(cells, row, rule);
            long time = cells[row + KindCode.TIME];
            tell(false, device, code.rules.get(rule).index, time, code.lastValue(cells, row, rule));
        }
    }
}
