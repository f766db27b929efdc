package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.stream.Expression.Span;

/**
 * What an expression is worth, by the definition alone: nothing is memorised, everything is read off the list of all looks
 * that were taken at a rule, the newest last. NaN is UNKNOWN, 1 TRUE, 0 FALSE.
 */
record PlainTruth(List<Look> looks) {

    /**
     * One look at a rule.
     *
     * @param cause the channel read, or -1 for a timer
     * @param values the last value of each channel heard, {@code times} its event time
     * @param parameters by place
     */
    record Look(
            long time,
            int cause,
            Map<Integer, Double> values,
            Map<Integer, Long> times,
            long knownSince,
            List<Double> parameters) {}

    double now(Expression expression) {
        return at(looks.size() - 1, expression);
    }

    /** When the newest look may come out differently by time alone. */
    long due(Expression expression) {
        int i = looks.size() - 1;
        return switch (expression) {
            case Expression.Constant constant -> Long.MAX_VALUE;
            case Expression.Channel channel -> Long.MAX_VALUE;
            case Expression.Parameter parameter -> Long.MAX_VALUE;
            case Expression.Comparison comparison -> Long.MAX_VALUE;
            case Expression.Negative negative -> Long.MAX_VALUE;
            case Expression.Arithmetic arithmetic -> Long.MAX_VALUE;
            case Expression.Not not -> due(not.of());
            case Expression.And and -> Math.min(due(and.left()), due(and.right()));
            case Expression.Or or -> Math.min(due(or.left()), due(or.right()));
            case Expression.Silent silent -> later(i, lastHeard(i, silent), silent.span());
            case Expression.Held held ->
                Math.min(
                        due(held.condition()),
                        at(i, held.condition()) == 1
                                ? later(i, since(i, held.condition()), held.span())
                                : Long.MAX_VALUE);
            case Expression.Repeated repeated ->
                Math.min(
                        due(repeated.condition()),
                        at(i, repeated) == 1
                                ? hits(i, repeated).getFirst() + span(i, repeated.span()) + 1
                                : Long.MAX_VALUE);
        };
    }

    private double at(int i, Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Channel channel -> looks.get(i).values().getOrDefault(channel.index(), Double.NaN);
            case Expression.Parameter parameter -> looks.get(i).parameters().get(parameter.index());
            case Expression.Negative negative -> -at(i, negative.of());
            case Expression.Arithmetic sum -> arithmetic(sum.operator(), at(i, sum.left()), at(i, sum.right()));
            case Expression.Comparison pair -> comparison(pair.relation(), at(i, pair.left()), at(i, pair.right()));
            case Expression.Not not -> 1 - at(i, not.of());
            case Expression.And and -> and(at(i, and.left()), at(i, and.right()));
            case Expression.Or or -> 1 - and(1 - at(i, or.left()), 1 - at(i, or.right()));
            case Expression.Silent silent -> reached(i, lastHeard(i, silent), silent.span());
            case Expression.Held held -> held(i, held);
            case Expression.Repeated repeated -> repeated(i, repeated);
        };
    }

    private double held(int i, Expression.Held held) {
        double condition = at(i, held.condition());
        return condition == 1 ? reached(i, since(i, held.condition()), held.span()) : condition;
    }

    private long since(int i, Expression condition) {
        int first = i;
        while (first > 0 && at(first - 1, condition) == 1) {
            first--;
        }
        return looks.get(first).time();
    }

    private long lastHeard(int i, Expression.Silent silent) {
        Look look = looks.get(i);
        return silent.channels().stream()
                .filter(look.times()::containsKey)
                .mapToLong(look.times()::get)
                .max()
                .orElse(look.knownSince());
    }

    private double repeated(int i, Expression.Repeated repeated) {
        long count = count(i, repeated);
        long span = span(i, repeated.span());
        if (count < 0 || span < 0) {
            return Double.NaN;
        }
        List<Long> hits = hits(i, repeated);
        return hits.size() >= count && hits.getFirst() >= looks.get(i).time() - span ? 1 : 0;
    }

    /** The newest hits, as many as are asked for, since that number last changed; the oldest first. */
    private List<Long> hits(int i, Expression.Repeated repeated) {
        long count = count(i, repeated);
        List<Long> hits = new ArrayList<>();
        for (int j = i; j >= 0 && count(j, repeated) == count && hits.size() < count; j--) {
            if (repeated.channels().contains(looks.get(j).cause()) && at(j, repeated.condition()) == 1) {
                hits.addFirst(looks.get(j).time());
            }
        }
        return hits;
    }

    private long count(int i, Expression.Repeated repeated) {
        double count = at(i, repeated.count());
        return count >= 1 && count <= 10_000 && count == Math.floor(count) ? (long) count : -1;
    }

    private long span(int i, Span span) {
        double millis = Math.rint(at(i, span.amount()) * span.unitMillis());
        return millis >= 0 && millis <= 36_525.0 * 86_400_000 ? (long) millis : -1;
    }

    private double reached(int i, long since, Span span) {
        long millis = span(i, span);
        if (millis < 0) {
            return Double.NaN;
        }
        return looks.get(i).time() - since >= millis ? 1 : 0;
    }

    private long later(int i, long since, Span span) {
        return reached(i, since, span) == 0 ? since + span(i, span) : Long.MAX_VALUE;
    }

    private static double and(double left, double right) {
        return left == 0 || right == 0 ? 0 : left + right - 1;
    }

    private static double arithmetic(String operator, double left, double right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> throw new IllegalStateException(operator);
        };
    }

    private static double comparison(String relation, double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return Double.NaN;
        }
        boolean holds = switch (relation) {
            case "=" -> left == right;
            case "!=" -> left != right;
            case "<" -> left < right;
            case "<=" -> left <= right;
            case ">" -> left > right;
            case ">=" -> left >= right;
            default -> throw new IllegalStateException(relation);
        };
        return holds ? 1 : 0;
    }
}
