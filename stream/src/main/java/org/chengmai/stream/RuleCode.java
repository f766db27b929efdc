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
    final Text[] levels;

    final int levelCell;
    /** The cell of the slot of a rule that is nothing but silence, else NO_CODE. */
    final int silenceCell;
    /** The cell of the slot of gaps of a rule that is nothing but silence as usual, else NO_CODE. */
    final int gapsCell;
    /** The channels it looks at, ascending. */
    final int[] channels;

    /** What the texts that are run while it has no alarm ask of its channels. */
    final Comparisons comparisons;

    final List<Slot> slots;
    /** Parameter names in alphabetical order, and the cell of the row in which each has its value. */
    final List<String> parameters;

    final int[] parameterCells;
    /** Numbers that are made of parameters. */
    private final List<Made> made;

    RuleCode(
            RuleSpec spec,
            int index,
            Text raise,
            Text clear,
            List<Text> levels,
            int levelCell,
            Silence silence,
            int[] channels,
            Comparisons comparisons,
            List<Slot> slots,
            int[] parameterCells,
            List<Made> made) {
        this.spec = spec;
        this.index = index;
        this.raise = raise.start;
        this.clear = clear.start;
        this.raiseRemembers = raise.remembers;
        this.clearRemembers = clear.remembers;
        this.levels = levels.toArray(Text[]::new);
        this.levelCell = levelCell;
        this.silenceCell = silence.cell;
        this.gapsCell = silence.gapsCell;
        this.channels = channels;
        this.comparisons = comparisons;
        this.slots = slots;
        this.made = made;
        this.parameters = spec.parameters().keySet().stream().sorted().toList();
        this.parameterCells = parameterCells;
    }

    /** One assembled text. */
    record Text(int start, boolean remembers) {
        static final Text NONE = new Text(NO_CODE, false);
    }

    /** The cells of the slots by which a rule is nothing but silence, or nothing but silence as usual. */
    record Silence(int cell, int gapsCell) {
        static final Silence NONE = new Silence(NO_CODE, NO_CODE);
    }

    /** A number made of parameters, and the cell of the row in which it stands. */
    record Made(int cell, Expression of) {}

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
        for (Made number : made) {
            cells[row + number.cell] = Double.doubleToLongBits(Fixed.value(number.of, values));
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
