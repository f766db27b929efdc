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

    private final Memory memory;
    private final Hits hits;
    private final Windows windows;
    private final double[] stack = new double[1024];
    private long[] cells = {};
    private int row;
    private long time;
    private int cause;
    private long due;
    private boolean isRestless;
    private CityClock city = CityClock.UTC;

    Evaluation(Memory memory) {
        this.memory = memory;
        this.hits = memory.hits();
        this.windows = new Windows(memory.samples());
    }

    void city(CityClock clock) {
        city = clock;
    }

    void begin(long[] ofCells, int ofRow, long asOf, int causedBy) {
        cells = ofCells;
        row = ofRow;
        time = asOf;
        cause = causedBy;
        due = Limits.NEVER;
        isRestless = false;
    }

    /** Whether what has run since {@link #begin} has to see every reading, whatever its value. */
    boolean isRestless() {
        return isRestless;
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
                case Operation.END -> {
                    return s[0] == TRUE;
                }
                case Operation.CONSTANT -> s[++top] = kind.constants[code[at++]];
                case Operation.CELL -> s[++top] = Double.longBitsToDouble(cells[row + code[at++]]);
                case Operation.ADD -> s[--top] += s[top + 1];
                case Operation.SUBTRACT -> s[--top] -= s[top + 1];
                case Operation.MULTIPLY -> s[--top] *= s[top + 1];
                case Operation.DIVIDE -> s[--top] /= s[top + 1];
                case Operation.NEGATE -> s[top] = -s[top];
                case Operation.TEST_CELLS -> {
                    return (relation(value(code[at + 1]), value(code[at + 2])) & code[at]) != 0;
                }
                case Operation.TEST_CONSTANT -> {
                    return (relation(value(code[at + 1]), kind.constants[code[at + 2]]) & code[at]) != 0;
                }
                case Operation.HELD_CELLS -> {
                    int relation = relation(value(code[at + 1]), value(code[at + 2])) & code[at];
                    return held(row + code[at + 3], relation != 0 ? TRUE : FALSE) == TRUE;
                }
                case Operation.HELD_CONSTANT -> {
                    int relation = relation(value(code[at + 1]), kind.constants[code[at + 2]]) & code[at];
                    return held(row + code[at + 3], relation != 0 ? TRUE : FALSE) == TRUE;
                }
                case Operation.ONLY_SILENT -> {
                    return silent(code, at) == TRUE;
                }
                case Operation.COMPARE -> s[--top] = compare(code[at++], s[top], s[top + 1]);
                case Operation.COMPARE_CELLS -> {
                    s[++top] = compare(code[at], value(code[at + 1]), value(code[at + 2]));
                    at += 3;
                }
                case Operation.COMPARE_CONSTANT -> {
                    s[++top] = compare(code[at], value(code[at + 1]), kind.constants[code[at + 2]]);
                    at += 3;
                }
                case Operation.AND -> s[--top] = and(s[top], s[top + 1]);
                case Operation.OR -> s[--top] = 1 - and(1 - s[top], 1 - s[top + 1]);
                case Operation.NOT -> s[top] = 1 - s[top];
                case Operation.HELD -> s[top] = held(row + code[at++], s[top]);
                case Operation.SILENT -> {
                    s[++top] = silent(code, at);
                    at += 2 + code[at + 1];
                }
                case Operation.REPEATED -> {
                    s[top] = repeated(code, at, s[top]);
                    at += 2 + code[at + 1];
                }
                case Operation.ABSOLUTE -> s[top] = Math.abs(s[top]);
                default -> {
                    int operation = code[at - 1];
                    top += RuleAssembler.pushes(operation);
                    at = timed(operation, code, at, top);
                }
            }
        }
    }

    /** Works out what looks at more than this moment into the top of the stack; returns where the code goes on. */
    private int timed(int operation, int[] code, int at, int top) {
        double[] s = stack;
        int slot = row + code[at];
        switch (operation) {
            case Operation.WINDOW -> {
                int function = code[at + 2 + code[at + 1]];
                windows.settle(cells, slot);
                if (isCausedBy(code, at)) {
                    windows.feed(cells, slot, function, time, s[top]);
                }
                s[top] = window(slot, function);
                return at + 3 + code[at + 1];
            }
            case Operation.BASELINE -> {
                s[top] = baseline(code, at, s[top]);
                return at + 3 + code[at + 1];
            }
            case Operation.SILENT_AS_USUAL -> {
                s[top] = silentAsUsual(code, at, top);
                return at + 2 + code[at + 1];
            }
            case Operation.WINDOW_AGAIN -> s[top] = window(slot, code[at + 1]);
            case Operation.BASELINE_AGAIN -> s[top] = baseline(slot, code[at + 1] == 1);
            case Operation.HOURS -> s[top] = hours(code[at], code[at + 1]);
            case Operation.FOLLOWED -> s[top] = Sequences.followed(cells, slot, time, s[top], s[top + 1]);
            case Operation.UNANSWERED -> s[top] = unanswered(slot, s[top], s[top + 1]);
            case Operation.PLACE -> s[top] = memory.places().look(cells, slot, s[top]);
            case Operation.WEEKDAYS -> s[top] = code[at] >> Math.floorMod(today() + 3, 7) & 1;
            case Operation.WORKDAYS -> {
                // The calendar may change under way.
                isRestless = true;
                s[top] = city.isWorkday(today()) == (code[at] == 1) ? TRUE : FALSE;
            }
            default -> throw new IllegalStateException("Expected an operation at " + (at - 1) + " of the code.");
        }
        return at + (operation <= Operation.LAST_OF_TWO_OPERANDS ? 2 : 1);
    }

    private double value(int cell) {
        return Double.longBitsToDouble(cells[row + cell]);
    }

    /** The one bit of LESS, EQUAL and GREATER that is so; none when one of the values is unknown. */
    private static int relation(double left, double right) {
        return (left < right ? Operation.LESS : 0)
                | (left == right ? Operation.EQUAL : 0)
                | (left > right ? Operation.GREATER : 0);
    }

    private static double compare(int wanted, double left, double right) {
        int relation = relation(left, right);
        return relation == 0 ? UNKNOWN : (relation & wanted) != 0 ? TRUE : FALSE;
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
        isRestless = true;
        long last = heard(code, at);
        if (last == Limits.NONE) {
            last = cells[row + KindCode.KNOWN];
        }
        return reached(last, cells[row + code[at] + Slot.SPAN]);
    }

    /** The newest time of the channels named at a place of the code, or NONE. */
    private long heard(int[] code, int at) {
        long last = Limits.NONE;
        int end = at + 2 + code[at + 1];
        for (int i = at + 2; i < end && last < time; i++) {
            last = Math.max(last, cells[row + code[i]]);
        }
        return last;
    }

    /** Takes note of a gap that is over; whether the one that lasts is longer than usual. */
    private double silentAsUsual(int[] code, int at, int top) {
        isRestless = true;
        int slot = row + code[at];
        if (cells[slot + Slot.SPAN_BEFORE] != cells[slot + Slot.SPAN]) {
            forgetSlot(Slot.Sort.GAPS, slot);
            cells[slot + Slot.SPAN_BEFORE] = cells[slot + Slot.SPAN];
        }
        long days = Limits.baseline(cells[slot + Slot.SPAN]);
        long last = heard(code, at);
        long before = cells[slot + Slot.HEARD];
        int book = (int) cells[slot + Slot.READINGS];
        if (last > before && before != Limits.NONE && days != Limits.SENSELESS) {
            book = memory.gaps().add(book, hour(before), last - before, days);
            cells[slot + Slot.READINGS] = book;
        }
        cells[slot + Slot.HEARD] = last;
        double[] s = stack;
        long usual = last == Limits.NONE || days == Limits.SENSELESS || !(s[top] >= 0 && s[top] <= 1)
                ? Limits.SENSELESS
                : memory.gaps().usual(book, hour(last), days, s[top]);
        long limit = Limits.silence(usual, s[top + 1], s[top + 2], s[top + 3], s[top + 4]);
        boolean isSense = days != Limits.SENSELESS && s[top] >= 0 && s[top] <= 1;
        return reached(last == Limits.NONE ? cells[row + KindCode.KNOWN] : last, isSense ? limit : Limits.SENSELESS);
    }

    /** The city's hour: its day times 24 and its hour of day. */
    private long hour(long millis) {
        return city.day(millis) * Baselines.HOURS_OF_DAY + city.minute(millis) / 60;
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
        if (condition == TRUE) {
            isRestless = true;
            if (isCausedBy(code, at)) {
                cells[slot + Slot.RING] = hits.add((int) cells[slot + Slot.RING], time, (int) count);
            }
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

    private double window(int slot, int function) {
        isRestless = true;
        double value = windows.value(cells, slot, function, time);
        due = Math.min(due, windows.leaving(cells, slot));
        return value;
    }

    private double baseline(int[] code, int at, double value) {
        int slot = row + code[at];
        Baselines baselines = memory.baselines();
        if (cells[slot + Slot.SPAN_BEFORE] != cells[slot + Slot.SPAN]) {
            forgetSlot(Slot.Sort.BASELINE, slot);
            cells[slot + Slot.SPAN_BEFORE] = cells[slot + Slot.SPAN];
        }
        long days = Limits.baseline(cells[slot + Slot.SPAN]);
        if (days != Limits.SENSELESS && isCausedBy(code, at)) {
            cells[slot + Slot.READINGS] = baselines.feed((int) cells[slot + Slot.READINGS], hour(time), days, value);
        }
        return baseline(slot, code[at + 2 + code[at + 1]] == 1);
    }

    private double baseline(int slot, boolean isSpread) {
        isRestless = true;
        long days = Limits.baseline(cells[slot + Slot.SPAN]);
        return memory.baselines().value((int) cells[slot + Slot.READINGS], days, isSpread);
    }

    private double unanswered(int slot, double first, double second) {
        boolean waits = Sequences.waits(cells, slot, time, first, second);
        long span = cells[slot + Slot.SPAN];
        if (span == Limits.SENSELESS) {
            return UNKNOWN;
        }
        if (waits) {
            return reached(cells[slot + Slot.SINCE], span + 1);
        }
        return first == TRUE || first == FALSE ? FALSE : UNKNOWN;
    }

    private double hours(int from, int to) {
        long day = city.day(time);
        int minute = city.minute(time);
        due = Math.min(due, Math.min(next(day, from), next(day, to)));
        boolean isWithin = from < to ? minute >= from && minute < to : minute >= from || minute < to;
        return isWithin ? TRUE : FALSE;
    }

    private long next(long day, int minute) {
        long moment = city.when(day, minute);
        return moment > time ? moment : later(city.when(day + 1, minute));
    }

    /** The city's day; it is looked at again when that is over. */
    private long today() {
        long day = city.day(time);
        due = Math.min(due, later(city.when(day + 1, 0)));
        return day;
    }

    private long later(long moment) {
        return Math.max(moment, time + 1);
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

    /** Lets go of all that the slots of a rule have collected, but for the truths that count in places. */
    void reset(RuleCode rule, long[] ofCells, int ofRow) {
        cells = ofCells;
        for (Slot slot : rule.slots) {
            int cell = ofRow + slot.cell();
            if (slot.sort() != Slot.Sort.PLACE && slot.sort() != Slot.Sort.LEVEL) {
                slot.writeFresh(ofCells, ofRow);
                forgetSlot(slot.sort(), cell);
            }
        }
    }

    private void forgetSlot(Slot.Sort sort, int cell) {
        switch (sort) {
            case REPEATED -> forgetHits(cell);
            case WINDOW -> windows.forget(cells, cell);
            case BASELINE -> {
                memory.baselines().free((int) cells[cell + Slot.READINGS]);
                cells[cell + Slot.READINGS] = 0;
            }
            case GAPS -> {
                memory.gaps().free((int) cells[cell + Slot.READINGS]);
                cells[cell + Slot.READINGS] = 0;
                cells[cell + Slot.HEARD] = Limits.NONE;
            }
            case HELD, SILENT, FOLLOWED, UNANSWERED, PLACE, LEVEL -> {}
        }
    }
}
