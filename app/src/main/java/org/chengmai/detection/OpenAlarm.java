package org.chengmai.detection;

import org.chengmai.detection.store.AlarmLog;

/** An alarm in the memory of the pump thread, from when the engine raises it until its clearing is committed. */
final class OpenAlarm {

    private final AlarmLog.Key key;
    private final long raisedMillis;
    private long id;
    private AlarmLog.Progress progress;
    private boolean changed;

    /**
     * @param id 0 until it is committed
     * @param progress what its readings have come to
     */
    OpenAlarm(AlarmLog.Key key, long id, long raisedMillis, AlarmLog.Progress progress) {
        this.key = key;
        this.id = id;
        this.raisedMillis = raisedMillis;
        this.progress = progress;
    }

    AlarmLog.Key key() {
        return key;
    }

    long id() {
        return id;
    }

    long raisedMillis() {
        return raisedMillis;
    }

    AlarmLog.Progress progress() {
        return progress;
    }

    void committedAs(long given) {
        id = given;
    }

    /** Counts a later reading; one of a moment that was counted before, as after a crash, changes nothing. */
    void update(long atMillis, double value) {
        if (atMillis > progress.updatedMillis()) {
            progress = progress.with(atMillis, value);
            changed = true;
        }
    }

    /** Whether it has changed since this was last asked. */
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }
}
