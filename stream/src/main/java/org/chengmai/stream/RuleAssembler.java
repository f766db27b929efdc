package org.chengmai.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chengmai.stream.Expression.Function;
import org.chengmai.stream.Expression.Span;
import org.jspecify.annotations.Nullable;

/**
 * Trees to flat code for a stack of doubles, and the cells of a row to go with it. A truth is a double too: TRUE is 1, FALSE
 * is 0 and UNKNOWN is NaN, which is what a channel without a value reads as.
 */
final class RuleAssembler {
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
    private final Map<Expression, RuleCode.Made> made = new LinkedHashMap<>();
    private int rule;
    private boolean remembers;

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
        made.clear();
        parameterCells = spec.parameters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .mapToInt(
                        entry -> parameters.computeIfAbsent(new Own(entry.getKey(), entry.getValue()), own -> width++))
                .toArray();
        Comparisons comparisons = new Comparisons(this::cell);
        Expression condition = RuleParser.raise(spec, vocabulary);
        RuleCode.Text raise = text(condition);
        comparisons.add(condition);
        RuleCode.Text clear = textOfAlarm(RuleParser.clear(spec, vocabulary), comparisons);
        List<RuleCode.Text> levels = RuleParser.levels(spec, vocabulary).stream()
                .map(when -> textOfAlarm(when, comparisons))
                .toList();
        boolean isOneText = levels.isEmpty() && spec.clear() == null;
        RuleCode.Silence silence = isOneText ? silence(condition) : RuleCode.Silence.NONE;
        int level = levels.isEmpty() ? RuleCode.NO_CODE : slot(Slot.Sort.LEVEL, null, null);
        rule++;
        int[] looksAt = channels.stream().mapToInt(Integer::intValue).toArray();
        return new RuleCode(
                spec,
                index,
                raise,
                clear,
                levels,
                level,
                silence,
                looksAt,
                comparisons,
                List.copyOf(slots),
                parameterCells,
                List.copyOf(made.values()));
    }

    /** Whether the rule of the only text is nothing but silence, of the same channels throughout. */
    private RuleCode.Silence silence(Expression text) {
        List<Slot> gaps =
                slots.stream().filter(slot -> slot.sort() == Slot.Sort.GAPS).toList();
        Set<List<Integer>> of = new HashSet<>();
        if (text instanceof Expression.Silent) {
            return new RuleCode.Silence(slots.getFirst().cell(), RuleCode.NO_CODE);
        } else if (gaps.size() == 1 && isSilence(text, of) && of.size() == 1) {
            return new RuleCode.Silence(RuleCode.NO_CODE, gaps.getFirst().cell());
        }
        return RuleCode.Silence.NONE;
    }

    private static boolean isSilence(Expression text, Set<List<Integer>> of) {
        return switch (text) {
            case Expression.Silent silent -> of.add(silent.channels()) || of.contains(silent.channels());
            case Expression.SilentAsUsual silent -> of.add(silent.channels()) || of.contains(silent.channels());
            case Expression.Or or -> isSilence(or.left(), of) && isSilence(or.right(), of);
            default -> false;
        };
    }

    /** By how much an operation from Operation.WINDOW on makes the stack higher. */
    static int pushes(int operation) {
        return switch (operation) {
            case Operation.WINDOW_AGAIN,
                    Operation.BASELINE_AGAIN,
                    Operation.HOURS,
                    Operation.WEEKDAYS,
                    Operation.WORKDAYS -> 1;
            case Operation.FOLLOWED, Operation.UNANSWERED -> -1;
            case Operation.SILENT_AS_USUAL -> -4;
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

    /** Assembles a text that is run while the rule has an alarm, and without one only to remember. */
    private RuleCode.Text textOfAlarm(@Nullable Expression expression, Comparisons comparisons) {
        RuleCode.Text text = text(expression);
        if (expression != null && text.remembers()) {
            comparisons.add(expression);
        }
        return text;
    }

    private RuleCode.Text text(@Nullable Expression expression) {
        if (expression == null) {
            return RuleCode.Text.NONE;
        }
        int start = length;
        remembers = false;
        if (expression instanceof Expression.Comparison only && isShort(only)) {
            putShort(only, Operation.TEST_CELLS, Operation.TEST_CONSTANT);
        } else if (expression instanceof Expression.Held(Expression.Comparison held, Span span) && isShort(held)) {
            putShort(held, Operation.HELD_CELLS, Operation.HELD_CONSTANT);
            emit(slot(Slot.Sort.HELD, span, null));
        } else if (expression instanceof Expression.Silent silent) {
            putSilent(Operation.ONLY_SILENT, Slot.Sort.SILENT, silent.span(), silent.channels());
        } else {
            put(expression);
            emit(Operation.END);
        }
        return new RuleCode.Text(start, remembers);
    }

    /** Whether a channel or parameter is compared with another or with a constant, as most rules do. */
    private static boolean isShort(Expression.Comparison pair) {
        return isCell(pair.left()) && (isCell(pair.right()) || Fixed.isConstant(pair.right()));
    }

    private static boolean isCell(Expression expression) {
        return expression instanceof Expression.Channel || (Fixed.is(expression) && !Fixed.isConstant(expression));
    }

    private void putShort(Expression.Comparison pair, int withCell, int withConstant) {
        boolean isConstant = Fixed.isConstant(pair.right());
        emit(isConstant ? withConstant : withCell);
        emit(relation(pair.relation()));
        emitPlace(pair.left());
        emitPlace(pair.right());
    }

    /** Where a value stands: the cell of a channel or fixed number, or the number of a constant. */
    private void emitPlace(Expression value) {
        if (value instanceof Expression.Channel channel) {
            channels.add(channel.index());
            emit(timeCell(channel.index()) + KindCode.VALUE);
        } else if (Fixed.isConstant(value)) {
            emit(constants.size());
            constants.add(Fixed.value(value));
        } else {
            emit(cell(value));
        }
    }

    private void emitNumber(Expression value) {
        emit(Fixed.isConstant(value) ? Operation.CONSTANT : Operation.CELL);
        emitPlace(value);
    }

    /** The cell of a parameter, or of a number made of parameters. */
    private int cell(Expression fixed) {
        return fixed instanceof Expression.Parameter parameter
                ? parameterCells[parameter.index()]
                : made.computeIfAbsent(fixed, number -> new RuleCode.Made(width++, number))
                        .cell();
    }

    private void put(Expression expression) {
        if (Fixed.is(expression)) {
            emitNumber(expression);
            return;
        }
        switch (expression) {
            case Expression.Negative negative -> put(Operation.NEGATE, negative.of());
            case Expression.Not not -> put(Operation.NOT, not.of());
            case Expression.Arithmetic sum -> put(arithmetic(sum.operator()), sum.left(), sum.right());
            case Expression.Comparison pair -> {
                if (isShort(pair)) {
                    putShort(pair, Operation.COMPARE_CELLS, Operation.COMPARE_CONSTANT);
                } else {
                    put(Operation.COMPARE, pair.left(), pair.right());
                    emit(relation(pair.relation()));
                }
            }
            case Expression.And and -> put(Operation.AND, and.left(), and.right());
            case Expression.Or or -> put(Operation.OR, or.left(), or.right());
            case Expression.Held held -> {
                put(Operation.HELD, held.condition());
                emit(slot(Slot.Sort.HELD, held.span(), null));
            }
            case Expression.Silent silent ->
                putSilent(Operation.SILENT, Slot.Sort.SILENT, silent.span(), silent.channels());
            case Expression.SilentAsUsual silent -> {
                put(silent.quantile());
                put(silent.factor());
                put(millis(silent.least()));
                put(millis(silent.most()));
                put(millis(silent.unlearned()));
                putSilent(Operation.SILENT_AS_USUAL, Slot.Sort.GAPS, silent.days(), silent.channels());
            }
            case Expression.Repeated repeated -> putRepeated(repeated);
            case Expression.Absolute absolute -> put(Operation.ABSOLUTE, absolute.of());
            case Expression.Window window -> putWindow(window);
            case Expression.Baseline baseline -> putBaseline(baseline);
            case Expression.Followed pair -> {
                put(Operation.FOLLOWED, pair.first(), pair.second());
                emit(slot(Slot.Sort.FOLLOWED, pair.span(), null));
            }
            case Expression.Unanswered pair -> {
                put(Operation.UNANSWERED, pair.first(), pair.second());
                emit(slot(Slot.Sort.UNANSWERED, pair.span(), null));
            }
            case Expression.InPlace place -> {
                put(Operation.PLACE, place.condition());
                emit(slot(Slot.Sort.PLACE, null, null));
                sites.add(new Places.Site(slots.getLast().cell(), rule, place.level(), place.quantity()));
            }
            case Expression.Hours hours -> putTimed(Operation.HOURS, hours.from(), hours.to());
            case Expression.Weekdays weekdays -> putTimed(Operation.WEEKDAYS, weekdays.days());
            case Expression.Workdays workdays -> putTimed(Operation.WORKDAYS, workdays.wanted() ? 1 : 0);
            case Expression.Constant number -> emitNumber(number);
            case Expression.Parameter number -> emitNumber(number);
            case Expression.Channel number -> emitNumber(number);
        }
    }

    private void putTimed(int operation, int... operands) {
        remembers = true;
        emit(operation);
        for (int operand : operands) {
            emit(operand);
        }
    }

    private void putWindow(Expression.Window window) {
        if (window.function() == Function.CHANGE) {
            putWindow(new Expression.Window(Function.MAX, window.of(), window.channels(), window.span()));
            putWindow(new Expression.Window(Function.MIN, window.of(), window.channels(), window.span()));
            emit(Operation.SUBTRACT);
            return;
        }
        Object key = new SharedWindow(Windows.Keeping.of(window.function()), window.of(), window.span());
        putCollected(key, Operation.WINDOW, Slot.Sort.WINDOW, window.of(), window.channels(), window.span());
        emit(window.function().ordinal());
    }

    private void putBaseline(Expression.Baseline baseline) {
        Object key = new SharedBaseline(baseline.of(), baseline.span());
        putCollected(key, Operation.BASELINE, Slot.Sort.BASELINE, baseline.of(), baseline.channels(), baseline.span());
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
        put(Operation.REPEATED, repeated.condition());
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
        return channelCells + KindCode.CELLS_OF_A_CHANNEL * channel;
    }

    private void emit(int word) {
        if (length == code.length) {
            code = Arrays.copyOf(code, 2 * length);
        }
        code[length++] = word;
    }

    private static int arithmetic(String operator) {
        return switch (operator) {
            case "+" -> Operation.ADD;
            case "-" -> Operation.SUBTRACT;
            case "*" -> Operation.MULTIPLY;
            default -> Operation.DIVIDE;
        };
    }

    private static int relation(String relation) {
        return switch (relation) {
            case "=" -> Operation.EQUAL;
            case "!=" -> Operation.LESS | Operation.GREATER;
            case "<" -> Operation.LESS;
            case "<=" -> Operation.LESS | Operation.EQUAL;
            case ">" -> Operation.GREATER;
            default -> Operation.GREATER | Operation.EQUAL;
        };
    }
}
