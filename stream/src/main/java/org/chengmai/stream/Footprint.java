package org.chengmai.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much memory a rule takes for one device at most, from its text alone: what its temporal expressions may come to keep. */
final class Footprint {
    private static final int BYTES_PER_SAMPLE = 16;
    private static final int BYTES_PER_HIT = 8;
    private static final int BYTES_PER_CELL = 8;
    private static final int BYTES_PER_HOUR = 16;
    private static final int BASELINE_BYTES = 600;

    private final List<Double> parameters;
    private final double perSecond;
    /** What is kept once, however often the rule asks for it. */
    private final Set<Object> kept = new HashSet<>();

    private Footprint(RuleSpec rule, double perSecond) {
        this.parameters = rule.parameters().keySet().stream()
                .sorted()
                .map(rule.parameters()::get)
                .toList();
        this.perSecond = perSecond;
    }

    /** Bytes at most for one device whose channels are each heard so often a second. */
    static long of(RuleSpec rule, Vocabulary vocabulary, double perSecond) {
        Footprint footprint = new Footprint(rule, perSecond);
        long bytes = BYTES_PER_CELL * (1L + rule.parameters().size());
        bytes += footprint.of(RuleParser.raise(rule, vocabulary));
        bytes += footprint.of(RuleParser.clear(rule, vocabulary));
        for (Expression level : RuleParser.levels(rule, vocabulary)) {
            bytes += footprint.of(level);
        }
        return bytes;
    }

    private long of(@Nullable Expression expression) {
        if (expression == null) {
            return 0;
        }
        if (Fixed.is(expression)) {
            return expression instanceof Expression.Parameter || Fixed.isConstant(expression) ? 0 : BYTES_PER_CELL;
        }
        long inside = expression.parts().mapToLong(this::of).sum();
        return inside
                + switch (expression) {
                    case Expression.Window window ->
                        kept.add(window)
                                ? window(window) * (window.function() == Expression.Function.CHANGE ? 2 : 1)
                                : 0;
                    case Expression.Baseline baseline ->
                        kept.add(new Expression.Baseline(true, baseline.of(), baseline.channels(), baseline.span()))
                                ? hours(baseline.span()) + BASELINE_BYTES
                                : 0;
                    case Expression.SilentAsUsual silent -> hours(silent.days());
                    case Expression.Repeated repeated -> cells(Slot.Sort.REPEATED) + hits(repeated);
                    case Expression.Held held -> cells(Slot.Sort.HELD);
                    case Expression.Silent silent -> cells(Slot.Sort.SILENT);
                    case Expression.Followed pair -> cells(Slot.Sort.FOLLOWED);
                    case Expression.Unanswered pair -> cells(Slot.Sort.UNANSWERED);
                    case Expression.InPlace place -> cells(Slot.Sort.PLACE);
                    default -> 0;
                };
    }

    private static long cells(Slot.Sort sort) {
        return (long) BYTES_PER_CELL * sort.cells;
    }

    private long window(Expression.Window window) {
        double kept = Math.min(
                Limits.MOST_SAMPLES,
                1 + perSecond * seconds(window.span()) * window.channels().size());
        return cells(Slot.Sort.WINDOW) + BYTES_PER_SAMPLE * (long) kept;
    }

    private long hours(Expression.Span span) {
        return cells(Slot.Sort.BASELINE)
                + (long) (BYTES_PER_HOUR * Baselines.HOURS_OF_DAY * seconds(span) * 1000 / Limits.DAY);
    }

    private long hits(Expression.Repeated repeated) {
        return BYTES_PER_HIT * (long) Math.clamp(number(repeated.count()), 0, Limits.MOST_TIMES);
    }

    private double seconds(Expression.Span span) {
        return Math.max(0, number(span.amount()) * span.unitMillis() / 1000);
    }

    private double number(Expression amount) {
        return switch (amount) {
            case Expression.Constant constant -> constant.value();
            case Expression.Parameter parameter -> parameters.get(parameter.index());
            default -> 0;
        };
    }
}
