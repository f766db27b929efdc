package org.chengmai.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.chengmai.stream.Expression.Span;
import org.jspecify.annotations.Nullable;

/**
 * Trees to flat code for a stack of doubles, and the cells of a row to go with it. A truth is a double too: TRUE is 1, FALSE
 * is 0 and UNKNOWN is NaN, which is what a channel without a value reads as.
 */
final class RuleAssembler {
    static final int END = 0;
    /** Operand: which constant. */
    static final int CONSTANT = 1;
    /** Operand: offset of a double in the row; a channel's value or a parameter. */
    static final int CELL = 2;

    static final int ADD = 3;
    static final int SUBTRACT = 4;
    static final int MULTIPLY = 5;
    static final int DIVIDE = 6;
    static final int NEGATE = 7;
    static final int EQUAL = 8;
    static final int DIFFERENT = 9;
    static final int LESS = 10;
    static final int AT_MOST = 11;
    static final int GREATER = 12;
    static final int AT_LEAST = 13;
    static final int AND = 14;
    static final int OR = 15;
    static final int NOT = 16;
    /** Operand: cell of the slot. */
    static final int HELD = 17;
    /** Operands: cell of the slot, how many channels, the cell of each channel's time. */
    static final int SILENT = 18;
    /** Operands: cell of the slot, how many channels, each channel. */
    static final int REPEATED = 19;

    private final int channelCells;
    private final List<Double> constants = new ArrayList<>();
    private int[] code = new int[64];
    private int length;
    private int width;
    private List<Slot> slots = new ArrayList<>();
    private TreeSet<Integer> channels = new TreeSet<>();
    private int firstParameter;

    RuleAssembler(int channelCells, int firstFreeCell) {
        this.channelCells = channelCells;
        this.width = firstFreeCell;
    }

    RuleCode assemble(RuleSpec spec, int index, Vocabulary vocabulary) {
        slots = new ArrayList<>();
        channels = new TreeSet<>();
        firstParameter = width;
        width += spec.parameters().size();
        RuleCode.Text raise = text(RuleParser.raise(spec, vocabulary));
        RuleCode.Text clear = text(RuleParser.clear(spec, vocabulary));
        int[] looksAt = channels.stream().mapToInt(Integer::intValue).toArray();
        return new RuleCode(spec, index, raise, clear, looksAt, List.copyOf(slots), firstParameter);
    }

    int[] code() {
        return Arrays.copyOf(code, length);
    }

    double[] constants() {
        return constants.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Cells of a row so far. */
    int width() {
        return width;
    }

    private RuleCode.Text text(@Nullable Expression expression) {
        if (expression == null) {
            return RuleCode.Text.NONE;
        }
        int start = length;
        int before = slots.size();
        put(expression);
        emit(END);
        return new RuleCode.Text(start, slots.size() > before);
    }

    private void put(Expression expression) {
        switch (expression) {
            case Expression.Constant constant -> {
                emit(CONSTANT);
                emit(constants.size());
                constants.add(constant.value());
            }
            case Expression.Channel channel -> {
                channels.add(channel.index());
                emit(CELL);
                emit(timeCell(channel.index()) + 1);
            }
            case Expression.Parameter parameter -> {
                emit(CELL);
                emit(firstParameter + parameter.index());
            }
            case Expression.Negative negative -> put(NEGATE, negative.of());
            case Expression.Not not -> put(NOT, not.of());
            case Expression.Arithmetic sum -> put(arithmetic(sum.operator()), sum.left(), sum.right());
            case Expression.Comparison pair -> put(comparison(pair.relation()), pair.left(), pair.right());
            case Expression.And and -> put(AND, and.left(), and.right());
            case Expression.Or or -> put(OR, or.left(), or.right());
            case Expression.Held held -> {
                put(HELD, held.condition());
                emit(slot(Slot.Sort.HELD, held.span(), null));
            }
            case Expression.Silent silent -> putSilent(silent);
            case Expression.Repeated repeated -> putRepeated(repeated);
        }
    }

    private void put(int operation, Expression... operands) {
        for (Expression operand : operands) {
            put(operand);
        }
        emit(operation);
    }

    private void putSilent(Expression.Silent silent) {
        channels.addAll(silent.channels());
        emit(SILENT);
        emit(slot(Slot.Sort.SILENT, silent.span(), null));
        emit(silent.channels().size());
        for (int channel : silent.channels()) {
            emit(timeCell(channel));
        }
    }

    private void putRepeated(Expression.Repeated repeated) {
        put(REPEATED, repeated.condition());
        emit(slot(Slot.Sort.REPEATED, repeated.span(), repeated.count()));
        emit(repeated.channels().size());
        for (int channel : repeated.channels()) {
            emit(channel);
        }
    }

    private int slot(Slot.Sort sort, Span span, @Nullable Expression count) {
        slots.add(new Slot(sort, width, span, count));
        width += sort.cells;
        return slots.getLast().cell();
    }

    private int timeCell(int channel) {
        return channelCells + 2 * channel;
    }

    private void emit(int word) {
        if (length == code.length) {
            code = Arrays.copyOf(code, 2 * length);
        }
        code[length++] = word;
    }

    private static int arithmetic(String operator) {
        return switch (operator) {
            case "+" -> ADD;
            case "-" -> SUBTRACT;
            case "*" -> MULTIPLY;
            default -> DIVIDE;
        };
    }

    private static int comparison(String relation) {
        return switch (relation) {
            case "=" -> EQUAL;
            case "!=" -> DIFFERENT;
            case "<" -> LESS;
            case "<=" -> AT_MOST;
            case ">" -> GREATER;
            default -> AT_LEAST;
        };
    }
}
