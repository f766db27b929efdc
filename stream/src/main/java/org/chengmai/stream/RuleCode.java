package org.chengmai.stream;

import java.util.List;
import java.util.Map;

/** One rule within the code of its kind: where its texts start, what it looks at and what it keeps in a device's row. */
final class RuleCode {
    static final int NO_CODE = -1;

    final RuleSpec spec;
    /** Its place in the book. */
    final int index;
    /** Where its raise and clear texts start in the code; {@code clear} may be NO_CODE. */
    final int raise;

    final int clear;
    /** Whether a text holds temporal expressions, which want to see every reading. */
    final boolean raiseRemembers;

    final boolean clearRemembers;
    /** The texts of its levels, the lowest first, and the cell of the slot of the level that was told. */
    final List<Text> levels;

    final int levelCell;
    /** The cell of the slot of a rule that is nothing but silence, else NO_CODE. */
    final int silenceCell;
    /** Whether it remembers nothing but since when conditions hold, and asks nobody but its channels and the clock. */
    final boolean isPlain;
    /** The channels it looks at, ascending. */
    final int[] channels;

    final List<Slot> slots;
    /** Parameter names in alphabetical order, and the cell of the row in which each has its value. */
    final List<String> parameters;

    final int[] parameterCells;

    RuleCode(
            RuleSpec spec,
            int index,
            Text raise,
            Text clear,
            List<Text> levels,
            int levelCell,
            int silenceCell,
            boolean isPlain,
            int[] channels,
            List<Slot> slots,
            int[] parameterCells) {
        this.spec = spec;
        this.index = index;
        this.raise = raise.start;
        this.clear = clear.start;
        this.raiseRemembers = raise.remembers;
        this.clearRemembers = clear.remembers;
        this.levels = levels;
        this.levelCell = levelCell;
        this.silenceCell = silenceCell;
        this.isPlain = isPlain;
        this.channels = channels;
        this.slots = slots;
        this.parameters = spec.parameters().keySet().stream().sorted().toList();
        this.parameterCells = parameterCells;
    }

    /** One assembled text. */
    record Text(int start, boolean remembers) {
        static final Text NONE = new Text(NO_CODE, false);
    }

    /** Whether what stands in the row is not what {@link #writeParameters} would write. */
    boolean differs(long[] cells, int row, Map<String, Double> own) {
        for (int i = 0; i < parameterCells.length; i++) {
            if (cells[row + parameterCells[i]] != Double.doubleToLongBits(value(i, own))) {
                return true;
            }
        }
        return false;
    }

    /** Writes the device's own values, else the rule's. */
    void writeParameters(long[] cells, int row, Map<String, Double> own) {
        double[] values = new double[parameterCells.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, own);
            cells[row + parameterCells[i]] = Double.doubleToLongBits(values[i]);
        }
        for (Slot slot : slots) {
            slot.writeParameters(cells, row, values);
        }
    }

    private double value(int parameter, Map<String, Double> own) {
        String name = parameters.get(parameter);
        Double mine = own.get(name);
        return mine == null ? spec.parameters().getOrDefault(name, Double.NaN) : mine;
    }
}
