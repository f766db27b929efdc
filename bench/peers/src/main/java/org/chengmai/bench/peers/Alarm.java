package org.chengmai.bench.peers;

/** An alarm raised or cleared, as Flink likes its records. */
public final class Alarm {
    public int device;
    public int rule;
    public long at;
    public boolean raised;

    static Alarm of(int device, int rule, long at, boolean raised) {
        Alarm alarm = new Alarm();
        alarm.device = device;
        alarm.rule = rule;
        alarm.at = at;
        alarm.raised = raised;
        return alarm;
    }
}
