package org.chengmai.stream;

import java.util.Objects;

/** When, by the clock, each device comes up: for its earliest timer, or for a reading that has waited long enough. */
final class Timers {
    private final Wakes wakes;
    private final Waiting waiting;
    private final long catchUpMillis;

    Timers(Wakes wakes, Waiting waiting, long catchUpMillis) {
        if (catchUpMillis < 0 || catchUpMillis > Limits.FARTHEST) {
            throw new IllegalArgumentException(
                    "Expected a catch-up time of 0 ms or more, but found " + catchUpMillis + ".");
        }
        this.wakes = wakes;
        this.waiting = waiting;
        this.catchUpMillis = catchUpMillis;
    }

    /** Sees to it that the device comes up no later than its earliest timer wants. */
    void arm(Fleet fleet, int device) {
        arm(fleet, Objects.requireNonNull(fleet.code(device)), device);
    }

    void arm(Fleet fleet, KindCode code, int device) {
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        long due = cells[row + KindCode.DUE];
        if (due == Limits.NEVER && code.late == 0) {
            return;
        }
        long wake = wakeTime(device, code, cells, row, due);
        if (wake < cells[row + KindCode.WAKE]) {
            cells[row + KindCode.WAKE] = wake;
            wakes.put(device, wake);
        }
    }

    /** Puts the device's key right after it has come up; it may come up again under the same. */
    void settle(Fleet fleet, int device) {
        KindCode code = Objects.requireNonNull(fleet.code(device));
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        long wake = wakeTime(device, code, cells, row, cells[row + KindCode.DUE]);
        if (wake == cells[row + KindCode.WAKE]) {
            return;
        }
        cells[row + KindCode.WAKE] = wake;
        if (wake == Limits.NEVER) {
            wakes.remove(device);
        } else {
            wakes.put(device, wake);
        }
    }

    /** Gives devices heard before until {@code graceMillis} from now, unless they are heard sooner. */
    void resume(Fleet fleet, long nowMillis, long graceMillis) {
        long[] cells = fleet.cells();
        for (int device = 0; device < fleet.end(); device++) {
            int row = fleet.row(device);
            if (fleet.code(device) != null && cells[row + KindCode.ARRIVAL] != Limits.NONE) {
                cells[row + KindCode.ARRIVAL] = nowMillis + graceMillis;
                settle(fleet, device);
            }
        }
    }

    /** When a timer fires by the clock: never before the last arrival, which lies ahead after a pause. */
    long fires(KindCode code, long[] cells, int row, long due) {
        if (due == Limits.NEVER) {
            return Limits.NEVER;
        }
        long earliest = code.late == 0 ? due : due + code.late + 1;
        long arrival = cells[row + KindCode.ARRIVAL];
        if (arrival == Limits.NONE) {
            return earliest;
        }
        long asOfDevice = Math.min(due + cells[row + KindCode.LAG], arrival + catchUpMillis);
        return Math.max(arrival, Math.max(earliest, asOfDevice));
    }

    private long wakeTime(int device, KindCode code, long[] cells, int row, long due) {
        long fires = fires(code, cells, row, due);
        return code.late == 0 ? fires : Math.min(fires, ripens(device, code));
    }

    /** When the first reading that waits has waited long enough by the clock. */
    long ripens(int device, KindCode code) {
        return waiting.wake(device, code.late, catchUpMillis);
    }

    /** Whether, of what has come up, a reading that waits is earlier than the timer. */
    boolean isReadingFirst(int device, KindCode code, long key, long due, long fires) {
        return code.late > 0
                && waiting.size(device) > 0
                && (fires <= key ? waiting.at(device) < due : ripens(device, code) <= key);
    }
}
