package org.chengmai.bench.peers;

import org.apache.flink.util.Collector;

/** What the rules remember of one device, for Flink's keyed state. */
public final class Memory {
    static final long NEVER = Long.MAX_VALUE;

    public boolean high;
    public boolean hot;
    public long hotSince = NEVER;
    public boolean silent;
    public long heard;
    public boolean knocked;
    /** The last three knocks, the oldest first. */
    public long knock0 = -NEVER;

    public long knock1 = -NEVER;
    public long knock2 = -NEVER;
    /** The timer that is set. */
    public long timer = NEVER;

    /** Tells what has come about by the clock until then. */
    void settle(int device, long now, Collector<Alarm> out) {
        if (!hot && hotSince != NEVER && hotSince + Limits.HOT_MILLIS <= now) {
            hot = true;
            out.collect(Alarm.of(device, Limits.RULE_HEAT, hotSince + Limits.HOT_MILLIS, true));
        }
        if (!silent && heard > 0 && heard + Limits.SILENT_MILLIS <= now) {
            silent = true;
            out.collect(Alarm.of(device, Limits.RULE_SILENT, heard + Limits.SILENT_MILLIS, true));
        }
        if (knocked && knock0 + Limits.KNOCK_MILLIS < now) {
            knocked = false;
            out.collect(Alarm.of(device, Limits.RULE_KNOCK, knock0 + Limits.KNOCK_MILLIS + 1, false));
        }
    }

    void take(Reading reading, Collector<Alarm> out) {
        heard = reading.at;
        if (silent) {
            silent = false;
            out.collect(Alarm.of(reading.device, Limits.RULE_SILENT, reading.at, false));
        }
        switch (reading.channel) {
            case Input.LEVEL -> level(reading, out);
            case Input.HEAT -> heat(reading, out);
            default -> knock(reading, out);
        }
    }

    private void level(Reading reading, Collector<Alarm> out) {
        boolean is = reading.value > Limits.LEVEL;
        if (is != high) {
            high = is;
            out.collect(Alarm.of(reading.device, Limits.RULE_LEVEL, reading.at, is));
        }
    }

    private void heat(Reading reading, Collector<Alarm> out) {
        if (reading.value > Limits.HEAT) {
            hotSince = Math.min(hotSince, reading.at);
            return;
        }
        hotSince = NEVER;
        if (hot) {
            hot = false;
            out.collect(Alarm.of(reading.device, Limits.RULE_HEAT, reading.at, false));
        }
    }

    private void knock(Reading reading, Collector<Alarm> out) {
        if (reading.value <= 0.5) {
            return;
        }
        knock0 = knock1;
        knock1 = knock2;
        knock2 = reading.at;
        if (!knocked && knock0 > 0 && knock0 + Limits.KNOCK_MILLIS >= reading.at) {
            knocked = true;
            out.collect(Alarm.of(reading.device, Limits.RULE_KNOCK, reading.at, true));
        }
    }

    /** When something may come about by the clock. */
    long due() {
        long due = silent ? NEVER : heard + Limits.SILENT_MILLIS;
        if (!hot && hotSince != NEVER) {
            due = Math.min(due, hotSince + Limits.HOT_MILLIS);
        }
        if (knocked) {
            due = Math.min(due, knock0 + Limits.KNOCK_MILLIS + 1);
        }
        return due;
    }
}
