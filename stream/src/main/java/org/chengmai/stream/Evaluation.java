package org.chengmai.stream;

/**
 * The stack machine: runs the code of a text over one device's row as of one moment, keeps the slots of its temporal
 * expressions up to date, and tells when the truth may next change without a reading. Each evaluation of a rule begins with
 * {@link #begin} and then runs its texts. One thread.
 */
final class Evaluation {
    static final double TRUE = 1;
    static final double FALSE = 0;
    static final double UNKNOWN = Double.NaN;
    /** Stands for the channel when no reading but a timer is the cause. */
    static final int TIMER = -1;

    private final Hits hits;
    private final double[] stack = new double[1024];
    private long[] cells = {};
    private int row;
    private long time;
    private int cause;
    private long due;

    Evaluation(Hits hits) {
        this.hits = hits;
    }

    void begin(long[] ofCells, int ofRow, long asOf, int causedBy) {
        cells = ofCells;
        row = ofRow;
        time = asOf;
        cause = causedBy;
        due = Limits.NEVER;
    }

    /** The earliest later time at which what has run since {@link #begin} may come out differently; NEVER when none. */
    long due() {
        return due;
    }

    /** Whether the text at {@code start} is TRUE. */
    boolean holds(KindCode kind, int start) {
        int[] code = kind.code;
        double[] s = stack;
        int top = -1;
        int at = start;
        while (true) {
            switch (code[at++]) {
                case RuleAssembler.END -> {
                    return s[0] == TRUE;
                }
                case RuleAssembler.CONSTANT -> s[++top] = kind.constants[code[at++]];
                case RuleAssembler.CELL -> s[++top] = Double.longBitsToDouble(cells[row + code[at++]]);
                case RuleAssembler.ADD -> s[--top] += s[top + 1];
                case RuleAssembler.SUBTRACT -> s[--top] -= s[top + 1];
                case RuleAssembler.MULTIPLY -> s[--top] *= s[top + 1];
                case RuleAssembler.DIVIDE -> s[--top] /= s[top + 1];
                case RuleAssembler.NEGATE -> s[top] = -s[top];
                case RuleAssembler.EQUAL -> s[--top] = equal(s[top], s[top + 1]);
                case RuleAssembler.DIFFERENT -> s[--top] = 1 - equal(s[top], s[top + 1]);
                case RuleAssembler.LESS -> s[--top] = less(s[top], s[top + 1]);
                case RuleAssembler.AT_MOST -> s[--top] = 1 - less(s[top + 1], s[top]);
                case RuleAssembler.GREATER -> s[--top] = less(s[top + 1], s[top]);
                case RuleAssembler.AT_LEAST -> s[--top] = 1 - less(s[top], s[top + 1]);
                case RuleAssembler.AND -> s[--top] = and(s[top], s[top + 1]);
                case RuleAssembler.OR -> s[--top] = 1 - and(1 - s[top], 1 - s[top + 1]);
                case RuleAssembler.NOT -> s[top] = 1 - s[top];
                case RuleAssembler.HELD -> s[top] = held(row + code[at++], s[top]);
                case RuleAssembler.SILENT -> {
                    s[++top] = silent(code, at);
                    at += 2 + code[at + 1];
                }
                case RuleAssembler.REPEATED -> {
                    s[top] = repeated(code, at, s[top]);
                    at += 2 + code[at + 1];
                }
                default -> throw new IllegalStateException("Expected an operation at " + (at - 1) + " of the code.");
            }
        }
    }

    private static double equal(double left, double right) {
        if (left == right) {
            return TRUE;
        }
        return left < right || left > right ? FALSE : UNKNOWN;
    }

    private static double less(double left, double right) {
        if (left < right) {
            return TRUE;
        }
        return left >= right ? FALSE : UNKNOWN;
    }

    private static double and(double left, double right) {
        return left == FALSE || right == FALSE ? FALSE : left * right;
    }

    private double held(int slot, double condition) {
        if (condition != TRUE) {
            cells[slot + Slot.SINCE] = Limits.NONE;
            return condition;
        }
        long since = cells[slot + Slot.SINCE];
        if (since == Limits.NONE) {
            since = time;
            cells[slot + Slot.SINCE] = since;
        }
        return reached(since, cells[slot + Slot.SPAN]);
    }

    private double silent(int[] code, int at) {
        long last = Limits.NONE;
        int end = at + 2 + code[at + 1];
        for (int i = at + 2; i < end; i++) {
            last = Math.max(last, cells[row + code[i]]);
        }
        if (last == Limits.NONE) {
            last = cells[row + KindCode.KNOWN];
        }
        return reached(last, cells[row + code[at] + Slot.SPAN]);
    }

    /** Whether the span has passed since then; if not yet, it is due. */
    private double reached(long since, long span) {
        if (span == Limits.SENSELESS) {
            return UNKNOWN;
        }
        if (time >= since + span) {
            return TRUE;
        }
        due = Math.min(due, since + span);
        return FALSE;
    }

    private double repeated(int[] code, int at, double condition) {
        int slot = row + code[at];
        long count = cells[slot + Slot.COUNT];
        if (cells[slot + Slot.COLLECTED_FOR] != count) {
            forgetHits(slot);
            cells[slot + Slot.COLLECTED_FOR] = count;
        }
        if (count == Limits.SENSELESS) {
            return UNKNOWN;
        }
        if (condition == TRUE && isCausedBy(code, at)) {
            cells[slot + Slot.RING] = hits.add((int) cells[slot + Slot.RING], time, (int) count);
        }
        long span = cells[slot + Slot.SPAN];
        if (span == Limits.SENSELESS) {
            return UNKNOWN;
        }
        int ring = (int) cells[slot + Slot.RING];
        if (hits.size(ring) < count || hits.oldest(ring) + span < time) {
            return FALSE;
        }
        due = Math.min(due, hits.oldest(ring) + span + 1);
        return TRUE;
    }

    private void forgetHits(int slot) {
        hits.free((int) cells[slot + Slot.RING]);
        cells[slot + Slot.RING] = 0;
    }

    private boolean isCausedBy(int[] code, int at) {
        int end = at + 2 + code[at + 1];
        for (int i = at + 2; i < end; i++) {
            if (code[i] == cause) {
                return true;
            }
        }
        return false;
    }

    /** Lets go of all that the slots of a rule have collected. */
    void reset(RuleCode rule, long[] ofCells, int ofRow) {
        cells = ofCells;
        for (Slot slot : rule.slots) {
            int cell = ofRow + slot.cell();
            if (slot.sort() == Slot.Sort.HELD) {
                ofCells[cell + Slot.SINCE] = Limits.NONE;
            } else if (slot.sort() == Slot.Sort.REPEATED) {
                forgetHits(cell);
            }
        }
    }
}
