package org.chengmai.stream;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides, look by look, whether a device has the alarm of a rule and at which level, and tells the listener. */
final class Judge {
    private final AlarmListener listener;
    private final Evaluation evaluation;
    private final Neighbours neighbours;
    /** Index of the rule that is looked at, or was last; for other threads, which may be told late but not forever. */
    private final AtomicInteger looking = new AtomicInteger(Engine.IDLE);

    private long raised;
    private long cleared;

    Judge(AlarmListener listener, Evaluation evaluation, Neighbours neighbours) {
        this.listener = listener;
        this.evaluation = evaluation;
        this.neighbours = neighbours;
    }

    int lookingAt() {
        return looking.getOpaque();
    }

    void lookAtNothing() {
        looking.setOpaque(Engine.IDLE);
    }

    long raised() {
        return raised;
    }

    long cleared() {
        return cleared;
    }

    /** Looks at a rule of a device as of a time: because of a reading on the channel {@code cause}, or of a timer. */
    void look(Fleet fleet, KindCode code, int device, int row, int rule, long now, long time, int cause, double value) {
        long[] cells = fleet.cells();
        RuleCode text = code.rule(rule);
        looking.setOpaque(text.index);
        boolean was = code.isActive(cells, row, rule);
        if (text.gapsCell != RuleCode.NO_CODE && !was && isHeardAlready(code, cells, row, rule, time, cause)) {
            return;
        }
        evaluation.begin(cells, row, time, cause);
        boolean is = decide(code, text, was);
        int level = text.levelCell == RuleCode.NO_CODE ? 0 : level(code, text, is);
        long due = evaluation.due();
        cells[row + code.dues + rule] = due;
        if (due < cells[row + KindCode.DUE]) {
            cells[row + KindCode.DUE] = due;
        }
        boolean isRestless = evaluation.isRestless() && text.silenceCell == RuleCode.NO_CODE;
        code.settle(cells, row, rule, is == was && !isRestless);
        if (is || was) {
            double told = cause >= 0 ? value : code.lastValue(cells, row, rule);
            tell(code, cells, row, rule, device, is, cause, time, told);
            if (text.levelCell != RuleCode.NO_CODE) {
                tellLevel(cells, row + text.levelCell + Slot.LEVEL, device, text.index, is, level, time, told);
            }
        }
        if (code.hasSites) {
            neighbours.stir(fleet, device, Math.min(time, now));
        }
    }

    /** Whether silence counts from the time of this reading already, because of another channel of the same message. */
    private static boolean isHeardAlready(KindCode code, long[] cells, int row, int rule, long time, int cause) {
        return cause >= 0
                && cells[row + code.cell(cause) + KindCode.AT] == time
                && cells[row + code.rule(rule).gapsCell + Slot.HEARD] == time
                && cells[row + code.dues + rule] > time;
    }

    /** The highest level of the rule that is TRUE, 0 when none is or there is no alarm. */
    private int level(KindCode code, RuleCode text, boolean isActive) {
        int highest = 0;
        for (int i = 0; i < text.levels.length; i++) {
            RuleCode.Text level = text.levels[i];
            if ((isActive || level.remembers()) && evaluation.holds(code, level.start()) && isActive) {
                highest = i + 1;
            }
        }
        return highest;
    }

    private boolean decide(KindCode code, RuleCode text, boolean was) {
        if (text.clear == RuleCode.NO_CODE) {
            return evaluation.holds(code, text.raise);
        }
        boolean raise = (!was || text.raiseRemembers) && evaluation.holds(code, text.raise);
        boolean clear = (was || text.clearRemembers) && evaluation.holds(code, text.clear);
        return was ? !clear : raise;
    }

    /** Tells of an alarm that is or was: that it has begun, goes on or is over. */
    private void tell(
            KindCode code,
            long[] cells,
            int row,
            int rule,
            int device,
            boolean is,
            int cause,
            long time,
            double value) {
        int index = code.rule(rule).index;
        if (is != code.isActive(cells, row, rule)) {
            code.flipActive(cells, row, rule);
            turn(is, device, index, time, value);
        } else if (is && cause >= 0) {
            listener.updated(device, index, time, value);
        }
    }

    private void tellLevel(
            long[] cells, int cell, int device, int index, boolean is, int level, long time, double value) {
        if (level != cells[cell]) {
            cells[cell] = level;
            if (is) {
                listener.level(device, index, time, value, level);
            }
        }
    }

    private void turn(boolean isRaised, int device, int rule, long time, double value) {
        if (isRaised) {
            raised++;
            listener.raised(device, rule, time, value);
        } else {
            cleared++;
            listener.cleared(device, rule, time, value);
        }
    }

    /** Tells that an alarm, if there is one, is over because its rule or device goes away. */
    void clearForGood(Fleet fleet, int device, int rule) {
        KindCode code = Objects.requireNonNull(fleet.code(device));
        long[] cells = fleet.cells();
        int row = fleet.row(device);
        if (code.isActive(cells, row, rule)) {
            code.flipActive(cells, row, rule);
            long time = cells[row + KindCode.TIME];
            turn(false, device, code.rules.get(rule).index, time, code.lastValue(cells, row, rule));
        }
    }

    /** Ends the active alarms of rules that the next book does not go on with. */
    void clearWithout(Fleet fleet, RuleBook next) {
        RuleBook book = fleet.book();
        for (int device = 0; device < fleet.end(); device++) {
            KindCode code = fleet.code(device);
            for (int rule = 0; code != null && rule < code.rules.size(); rule++) {
                if (code.isActive(fleet.cells(), fleet.row(device), rule)
                        && next.successor(book.rule(code.rules.get(rule).index)) < 0) {
                    clearForGood(fleet, device, rule);
                }
            }
        }
    }
}
