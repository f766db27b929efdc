package org.chengmai.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.store.AlarmLog;
import org.chengmai.detection.store.AlarmLog.Cleared;
import org.chengmai.detection.store.AlarmLog.Levelled;
import org.chengmai.detection.store.AlarmLog.Progress;
import org.chengmai.detection.store.AlarmLog.Raised;
import org.chengmai.device.Device;
import org.chengmai.kernel.Bilingual;
import org.chengmai.stream.AlarmListener;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says between two commits: alarms raised and cleared, in the shape the database wants them, and the alarms
 * that are active now. Used by the pump thread alone.
 */
final class Transitions implements AlarmListener {

    /** Where a device's numbers come from that it has of its own. */
    interface OwnParameters {
        Map<String, Double> of(Device device);
    }

    /** What may keep an alarm from people. */
    interface Reasons {
        /** The maintenance window; null for none. */
        @Nullable
        Long window(Device device, long raisedMillis);

        /** Where alarms may stand that say more. */
        List<AlarmLog.Key> parents(Scene.Rule rule, Device device);
    }

    /** An alarm of this batch that is not written yet; already over when {@code clearedMillis} is set. */
    private static final class Fresh {
        final OpenAlarm alarm;
        final RuleSet.Entry entry;
        final Device device;
        final double value;
        Severity severity;
        boolean forPeople;

        @Nullable
        Long clearedMillis;

        Fresh(OpenAlarm alarm, RuleSet.Entry entry, Device device, double value) {
            this.alarm = alarm;
            this.entry = entry;
            this.device = device;
            this.value = value;
            this.severity = entry.rule().severity();
            this.forPeople = entry.rule().forPeople();
        }
    }

    private final IntFunction<Device> devices;
    private final OwnParameters parameters;
    private final Reasons reasons;
    private final Map<AlarmLog.Key, OpenAlarm> active = new HashMap<>();
    private final Map<AlarmLog.Key, Fresh> freshOfKey = new HashMap<>();
    private final List<Fresh> fresh = new ArrayList<>();
    private final List<Cleared> cleared = new ArrayList<>();
    private final List<Levelled> levelled = new ArrayList<>();
    private final WorkedOut workedOut = new WorkedOut();
    private RuleSet rules = RuleSet.EMPTY;

    Transitions(IntFunction<Device> devices, OwnParameters parameters, Reasons reasons) {
        this.devices = devices;
        this.parameters = parameters;
        this.reasons = reasons;
    }

    /** The rules that the engine's indexes mean from now on. */
    void rules(RuleSet next) {
        rules = next;
    }

    /** An alarm that an earlier run wrote and that the engine remembers as active. */
    void remember(AlarmLog.Known known) {
        active.put(known.key(), new OpenAlarm(known.key(), known.id(), known.raisedMillis(), known.progress()));
    }

    @Override
    public void derived(int device, int channel, long atMillis, double value) {
        workedOut.add(device, channel, atMillis, value);
    }

    /** What the engine has worked out by itself. */
    WorkedOut workedOut() {
        return workedOut;
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        RuleSet.Entry entry = rules.entry(rule);
        AlarmLog.Key key = entry.key(device);
        OpenAlarm alarm = new OpenAlarm(key, 0, atMillis, Progress.first(atMillis, value));
        Fresh one = new Fresh(alarm, entry, devices.apply(device), value);
        active.put(key, alarm);
        freshOfKey.put(key, one);
        fresh.add(one);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        OpenAlarm alarm = active.get(rules.entry(rule).key(device));
        if (alarm != null) {
            alarm.update(atMillis, value);
        }
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        AlarmLog.Key key = rules.entry(rule).key(device);
        OpenAlarm alarm = active.remove(key);
        Fresh unwritten = freshOfKey.remove(key);
        if (unwritten != null) {
            unwritten.clearedMillis = atMillis;
        } else if (alarm != null) {
            cleared.add(new Cleared(alarm.id(), atMillis, alarm.progress()));
        }
    }

    @Override
    public void level(int device, int rule, long atMillis, double value, int level) {
        RuleSet.Entry entry = rules.entry(rule);
        Scene.Rule told = entry.rule();
        Severity severity =
                level == 0 ? told.severity() : told.levels().get(level - 1).severity();
        boolean forPeople = level > 0 && told.levels().get(level - 1).forPeople();
        Fresh unwritten = freshOfKey.get(entry.key(device));
        OpenAlarm alarm = active.get(entry.key(device));
        if (unwritten != null) {
            unwritten.severity = severity;
            unwritten.forPeople |= forPeople;
        } else if (alarm != null) {
            boolean toReport = forPeople && entry.scene().plan() != null;
            levelled.add(new Levelled(alarm.id(), atMillis, severity, toReport));
        }
    }

    boolean none() {
        return fresh.isEmpty() && cleared.isEmpty() && levelled.isEmpty();
    }

    /** Other severities of alarms that are written already, in the order in which they came. */
    List<Levelled> toLevel() {
        return levelled;
    }

    List<Cleared> toClear() {
        return cleared;
    }

    List<Raised> toRaise() {
        return fresh.stream().map(this::row).toList();
    }

    private Raised row(Fresh one) {
        Device device = one.device;
        Scene scene = one.entry.scene();
        Scene.Rule rule = one.entry.rule();
        Bilingual title = AlarmText.of(scene, rule, device, parameters.of(device), one.value);
        return new Raised(
                one.alarm.key(),
                device.id(),
                one.severity,
                title,
                one.alarm.raisedMillis(),
                one.clearedMillis,
                one.alarm.progress(),
                device.place(),
                device.unit(),
                device.point(),
                one.forPeople && scene.plan() != null,
                device.isSpot() ? device.name() : null,
                reasons.window(device, one.alarm.raisedMillis()),
                reasons.parents(rule, device));
    }

    /** All of it is committed; {@code ids} are those of {@link #toRaise}, in order. */
    void committed(long[] ids) {
        for (int i = 0; i < ids.length; i++) {
            fresh.get(i).alarm.committedAs(ids[i]);
        }
        fresh.clear();
        freshOfKey.clear();
        cleared.clear();
        levelled.clear();
    }

    /** Ids of the alarms that are active now; after {@link #committed}. */
    List<Long> activeIds() {
        return active.values().stream().map(OpenAlarm::id).toList();
    }

    int activeCount() {
        return active.size();
    }

    /** What the readings of active alarms have come to since this was last asked, by alarm id. */
    Map<Long, Progress> takeChanges() {
        Map<Long, Progress> changes = new HashMap<>();
        for (OpenAlarm alarm : active.values()) {
            if (alarm.takeChange()) {
                changes.put(alarm.id(), alarm.progress());
            }
        }
        return changes;
    }
}
