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
    /** The channels it looks at, ascending. */
    final int[] channels;

    final List<Slot> slots;
    /** Parameter names in alphabetical order; their values start at this cell of the row. */
    final List<String> parameters;

    final int firstParameter;

    RuleCode(
            RuleSpec spec,
            int index,
            Text raise,
            Text clear,
            List<Text> levels,
            int levelCell,
            int[] channels,
            List<Slot> slots,
            int firstParameter) {
        this.spec = spec;
        this.index = index;
        this.raise = raise.start;
        this.clear = clear.start;
        this.raiseRemembers = raise.remembers;
        this.clearRemembers = clear.remembers;
        this.levels = levels;
        this.levelCell = levelCell;
        this.channels = channels;
        this.slots = slots;
        this.parameters = spec.parameters().keySet().stream().sorted().toList();
        this.firstParameter = firstParameter;
    }

    /** One assembled text. */
    record Text(int start, boolean remembers) {
        static final Text NONE = new Text(NO_CODE, false);
    }

    /** Writes the device's own values, else the rule's; says whether any differs from what stood there. */
    boolean writeParameters(long[] cells, int row, Map<String, Double> own) {
        double[] values = new double[parameters.size()];
        boolean differs = false;
        for (int i = 0; i < values.length; i++) {
            String name = parameters.get(i);
            Double mine = own.get(name);
            values[i] = mine == null ? spec.parameters().getOrDefault(name, Double.NaN) : mine;
            int cell = row + firstParameter + i;
            long bits = Double.doubleToLongBits(values[i]);
            differs |= cells[cell] != bits;
            cells[cell] = bits;
        }
        for (Slot slot : slots) {
            slot.writeParameters(cells, row, values);
        }
        return differs;
    }
}
