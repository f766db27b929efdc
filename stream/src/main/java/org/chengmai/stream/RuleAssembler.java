package org.chengmai.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chengmai.stream.Expression.Function;
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
    /** Operand: the relation, as bits of LESS, EQUAL and GREATER; of two values on the stack. */
    static final int COMPARE = 8;
    /** Operands: the relation, two cells. */
    static final int COMPARE_CELLS = 9;
    /** Operands: the relation, a cell, which constant. */
    static final int COMPARE_CONSTANT = 10;
    /** A whole text that is one comparison. Operands: the relation, two cells. */
    static final int TEST_CELLS = 11;
    /** A whole text that is one comparison. Operands: the relation, a cell, which constant. */
    static final int TEST_CONSTANT = 12;
    /** A whole text that is one comparison that holds for a time. Operands: the relation, two cells, the cell of the slot. */
    static final int HELD_CELLS = 13;

    static final int AND = 14;
    static final int OR = 15;
    static final int NOT = 16;
    /** Operand: cell of the slot. */
    static final int HELD = 17;
    /** Operands: cell of the slot, how many channels, the cell of each channel's time. */
    static final int SILENT = 18;
    /** Operands: cell of the slot, how many channels, each channel. */
    static final int REPEATED = 19;

    static final int ABSOLUTE = 20;
    /** Operands: cell of the slot, how many channels, each channel, which function. */
    static final int WINDOW = 21;
    /** Operands: cell of the slot, which function. The readings are taken in elsewhere in the rule. */
    static final int WINDOW_AGAIN = 22;
    /** Operands: cell of the slot, how many channels, each channel, 1 for the spread. */
    static final int BASELINE = 23;
    /** Operands: cell of the slot, 1 for the spread. The readings are taken in elsewhere in the rule. */
    static final int BASELINE_AGAIN = 24;
    /** Operands: from and to, in minutes of the day. */
    static final int HOURS = 25;

    static final int LAST_OF_TWO_OPERANDS = HOURS;
    /** Operand: cell of the slot. */
    static final int FOLLOWED = 26;
    /** Operand: cell of the slot. */
    static final int UNANSWERED = 27;
    /** Operand: cell of the slot. */
    static final int PLACE = 28;
    /** Operand: a bit for each day of the week. */
    static final int WEEKDAYS = 29;
    /** Operand: 1 for working days, 0 for the others. */
    static final int WORKDAYS = 30;

    /** A whole text that is one comparison that holds for a time. Operands: the relation, a cell, which constant, the cell of the slot. */
    static final int HELD_CONSTANT = 31;

    /** A whole text that is silence for a time. Operands as of SILENT. */
    static final int ONLY_SILENT = 32;

    /** Operands: cell of the slot, how many channels, the cell of each channel's time. */
    static final int SILENT_AS_USUAL = 33;

    static final int LESS = 1;
    static final int EQUAL = 2;
    static final int GREATER = 4;

    private final int channelCells;
    private final List<Double> constants = new ArrayList<>();
    private int[] code = new int[64];
    private int length;
    private int width;
    private List<Slot> slots = new ArrayList<>();
    private final List<Places.Site> sites = new ArrayList<>();
    private final Map<Object, Integer> collected = new HashMap<>();
    private TreeSet<Integer> channels = new TreeSet<>();
    private final Map<Own, Integer> parameters = new HashMap<>();
    private int[] parameterCells = {};
    private int rule;
    private boolean remembers;
    private boolean asksCalendar;

    /** Expressions that take in the same readings share a slot. */
    private record SharedWindow(Windows.Keeping keeping, Expression of, Span span) {}

    private record SharedBaseline(Expression of, Span span) {}

    /** Rules that name a parameter alike and mean the same without a value of the device's own share its cell. */
    private record Own(String name, double otherwise) {}

    RuleAssembler(int channelCells, int firstFreeCell) {
        this.channelCells = channelCells;
        this.width = firstFreeCell;
    }

    /** Assembles the next rule of the kind; {@code index} is its place in the book. */
    RuleCode assemble(RuleSpec spec, int index, Vocabulary vocabulary) {
        slots = new ArrayList<>();
        channels = new TreeSet<>();
        collected.clear();
        asksCalendar = false;
        parameterCells = spec.parameters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .mapToInt(
                        entry -> parameters.computeIfAbsent(new Own(entry.getKey(), entry.getValue()), own -> width++))
                .toArray();
        RuleCode.Text raise = text(RuleParser.raise(spec, vocabulary));
        RuleCode.Text clear = text(RuleParser.clear(spec, vocabulary));
        List<RuleCode.Text> levels =
                RuleParser.levels(spec, vocabulary).stream().map(this::text).toList();
        boolean isSilence = levels.isEmpty() && spec.clear() == null && code[raise.start()] == ONLY_SILENT;
        int silence = isSilence ? code[raise.start() + 1] : RuleCode.NO_CODE;
        int level = levels.isEmpty() ? RuleCode.NO_CODE : slot(Slot.Sort.LEVEL, null, null);
        rule++;
        boolean isPlain = !asksCalendar
                && slots.stream().allMatch(s -> s.sort() == Slot.Sort.HELD || s.sort() == Slot.Sort.LEVEL);
        int[] looksAt = channels.stream().mapToInt(Integer::intValue).toArray();
        return new RuleCode(
                spec,
                index,
                raise,
                clear,
                levels,
                level,
                silence,
                isPlain,
                looksAt,
                List.copyOf(slots),
                parameterCells);
    }

    /** By how much an operation from WINDOW on makes the stack higher. */
    static int pushes(int operation) {
        return switch (operation) {
            case WINDOW_AGAIN, BASELINE_AGAIN, HOURS, WEEKDAYS, WORKDAYS -> 1;
            case FOLLOWED, UNANSWERED -> -1;
            case SILENT_AS_USUAL -> -4;
            default -> 0;
        };
    }

    int[] code() {
        return Arrays.copyOf(code, length);
    }

    double[] constants() {
        return constants.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The place expressions of all rules so far. */
    List<Places.Site> sites() {
        return List.copyOf(sites);
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
        remembers = false;
        if (expression instanceof Expression.Comparison only && isShort(only)) {
            putShort(only, TEST_CELLS, TEST_CONSTANT);
        } else if (expression instanceof Expression.Held(Expression.Comparison held, Span span) && isShort(held)) {
            putShort(held, HELD_CELLS, HELD_CONSTANT);
            emit(slot(Slot.Sort.HELD, span, null));
        } else if (expression instanceof Expression.Silent silent) {
            putSilent(ONLY_SILENT, Slot.Sort.SILENT, silent.span(), silent.channels());
        } else {
            put(expression);
            emit(END);
        }
        return new RuleCode.Text(start, remembers);
    }

    /** Whether a channel or parameter is compared with another or with a constant, as most rules do. */
    private static boolean isShort(Expression.Comparison pair) {
        return isCell(pair.left()) && (isCell(pair.right()) || pair.right() instanceof Expression.Constant);
    }

    private static boolean isCell(Expression expression) {
        return expression instanceof Expression.Channel || expression instanceof Expression.Parameter;
    }

    private void putShort(Expression.Comparison pair, int withCell, int withConstant) {
        boolean isConstant = pair.right() instanceof Expression.Constant;
        emit(isConstant ? withConstant : withCell);
        emit(relation(pair.relation()));
        emitPlace(pair.left());
        emitPlace(pair.right());
    }

    /** Where a value stands: the cell of a channel or parameter, or the number of a constant. */
    private void emitPlace(Expression value) {
        switch (value) {
            case Expression.Constant constant -> {
                emit(constants.size());
                constants.add(constant.value());
            }
            case Expression.Channel channel -> {
                channels.add(channel.index());
                emit(timeCell(channel.index()) + 1);
            }
            case Expression.Parameter parameter -> emit(parameterCells[parameter.index()]);
            default -> throw new IllegalArgumentException("Expected a value that stands somewhere, but found " + value);
        }
    }

    private void put(Expression expression) {
        switch (expression) {
            case Expression.Constant constant -> {
                emit(CONSTANT);
                emitPlace(constant);
            }
            case Expression.Channel channel -> {
                emit(CELL);
                emitPlace(channel);
            }
            case Expression.Parameter parameter -> {
                emit(CELL);
                emitPlace(parameter);
            }
            case Expression.Negative negative -> put(NEGATE, negative.of());
            case Expression.Not not -> put(NOT, not.of());
            case Expression.Arithmetic sum -> put(arithmetic(sum.operator()), sum.left(), sum.right());
            case Expression.Comparison pair -> {
                if (isShort(pair)) {
                    putShort(pair, COMPARE_CELLS, COMPARE_CONSTANT);
                } else {
                    put(COMPARE, pair.left(), pair.right());
                    emit(relation(pair.relation()));
                }
            }
            case Expression.And and -> put(AND, and.left(), and.right());
            case Expression.Or or -> put(OR, or.left(), or.right());
            case Expression.Held held -> {
                put(HELD, held.condition());
                emit(slot(Slot.Sort.HELD, held.span(), null));
            }
            case Expression.Silent silent -> putSilent(SILENT, Slot.Sort.SILENT, silent.span(), silent.channels());
            case Expression.SilentAsUsual silent -> {
                put(silent.quantile());
                put(silent.factor());
                put(millis(silent.least()));
                put(millis(silent.most()));
                put(millis(silent.unlearned()));
                putSilent(SILENT_AS_USUAL, Slot.Sort.GAPS, silent.days(), silent.channels());
            }
            case Expression.Repeated repeated -> putRepeated(repeated);
            case Expression.Absolute absolute -> put(ABSOLUTE, absolute.of());
            case Expression.Window window -> putWindow(window);
            case Expression.Baseline baseline -> putBaseline(baseline);
            case Expression.Followed pair -> {
                put(FOLLOWED, pair.first(), pair.second());
                emit(slot(Slot.Sort.FOLLOWED, pair.span(), null));
            }
            case Expression.Unanswered pair -> {
                put(UNANSWERED, pair.first(), pair.second());
                emit(slot(Slot.Sort.UNANSWERED, pair.span(), null));
            }
            case Expression.InPlace place -> {
                put(PLACE, place.condition());
                emit(slot(Slot.Sort.PLACE, null, null));
                sites.add(new Places.Site(slots.getLast().cell(), rule, place.level(), place.quantity()));
            }
            case Expression.Hours hours -> putTimed(HOURS, hours.from(), hours.to());
            case Expression.Weekdays weekdays -> putTimed(WEEKDAYS, weekdays.days());
            case Expression.Workdays workdays -> putTimed(WORKDAYS, workdays.wanted() ? 1 : 0);
        }
    }

    private void putTimed(int operation, int... operands) {
        remembers = true;
        asksCalendar |= operation == WORKDAYS;
        emit(operation);
        for (int operand : operands) {
            emit(operand);
        }
    }

    private void putWindow(Expression.Window window) {
        if (window.function() == Function.CHANGE) {
            putWindow(new Expression.Window(Function.MAX, window.of(), window.channels(), window.span()));
            putWindow(new Expression.Window(Function.MIN, window.of(), window.channels(), window.span()));
            emit(SUBTRACT);
            return;
        }
        Object key = new SharedWindow(Windows.Keeping.of(window.function()), window.of(), window.span());
        putCollected(key, WINDOW, Slot.Sort.WINDOW, window.of(), window.channels(), window.span());
        emit(window.function().ordinal());
    }

    private void putBaseline(Expression.Baseline baseline) {
        Object key = new SharedBaseline(baseline.of(), baseline.span());
        putCollected(key, BASELINE, Slot.Sort.BASELINE, baseline.of(), baseline.channels(), baseline.span());
        emit(baseline.isSpread() ? 1 : 0);
    }

    private void putCollected(
            Object key, int operation, Slot.Sort sort, Expression of, List<Integer> readOn, Span span) {
        remembers = true;
        Integer before = collected.get(key);
        if (before != null) {
            emit(operation + 1);
            emit(before);
            return;
        }
        put(operation, of);
        int cell = slot(sort, span, null);
        collected.put(key, cell);
        emit(cell);
        emit(readOn.size());
        readOn.forEach(this::emit);
    }

    private void put(int operation, Expression... operands) {
        for (Expression operand : operands) {
            put(operand);
        }
        emit(operation);
    }

    private void putSilent(int operation, Slot.Sort sort, Span span, List<Integer> of) {
        channels.addAll(of);
        emit(operation);
        emit(slot(sort, span, null));
        emit(of.size());
        for (int channel : of) {
            emit(timeCell(channel));
        }
    }

    private static Expression millis(Span span) {
        return new Expression.Arithmetic("*", span.amount(), new Expression.Constant(span.unitMillis()));
    }

    private void putRepeated(Expression.Repeated repeated) {
        put(REPEATED, repeated.condition());
        emit(slot(Slot.Sort.REPEATED, repeated.span(), repeated.count()));
        emit(repeated.channels().size());
        for (int channel : repeated.channels()) {
            emit(channel);
        }
    }

    private int slot(Slot.Sort sort, @Nullable Span span, @Nullable Expression count) {
        remembers = true;
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

    private static int relation(String relation) {
        return switch (relation) {
            case "=" -> EQUAL;
            case "!=" -> LESS | GREATER;
            case "<" -> LESS;
            case "<=" -> LESS | EQUAL;
            case ">" -> GREATER;
            default -> GREATER | EQUAL;
        };
    }
}
