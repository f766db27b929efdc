package org.chengmai.bench.peers;

import java.util.concurrent.atomic.LongAdder;

/** What an engine has told: how many alarms it raised and cleared, and sums over device, rule and moment of each, in any order. */
public final class Told {
    private final LongAdder raised = new LongAdder();
    private final LongAdder cleared = new LongAdder();
    private final LongAdder raisedSum = new LongAdder();
    private final LongAdder clearedSum = new LongAdder();

    /** Counts an alarm that is raised; called from rules of Drools too. */
    public void raised(int device, int rule, long at) {
        raised.increment();
        raisedSum.add(mixed(device, rule, at));
    }

    /** Counts an alarm that is cleared. */
    public void cleared(int device, int rule, long at) {
        cleared.increment();
        clearedSum.add(mixed(device, rule, at));
    }

    private static long mixed(int device, int rule, long at) {
        long z = (at * 4 + rule) * 1_000_003 + device;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    boolean raisedAs(Told other) {
        return raised.sum() == other.raised.sum() && raisedSum.sum() == other.raisedSum.sum();
    }

    boolean clearedAs(Told other) {
        return cleared.sum() == other.cleared.sum() && clearedSum.sum() == other.clearedSum.sum();
    }

    @Override
    public String toString() {
        return "%,d raised, %,d cleared".formatted(raised.sum(), cleared.sum());
    }
}
