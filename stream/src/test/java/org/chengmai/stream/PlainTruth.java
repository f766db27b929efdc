package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.stream.Expression.Span;

/**
 * What an expression is worth, by the definition alone: nothing is memorised, everything is read off the list of all looks
 * that were taken at a rule, the newest last. NaN is UNKNOWN, 1 TRUE, 0 FALSE.
 */
record PlainTruth(List<Look> looks, CityClock city) {

    /**
     * One look at a rule.
     *
     * @param cause the channel read, or -1 for a timer
     * @param values the last value of each channel heard, {@code times} its event time
     * @param parameters by place
     * @param places what the place expressions are worth
     */
    record Look(
            long time,
            int cause,
            Map<Integer, Double> values,
            Map<Integer, Long> times,
            long knownSince,
            List<Double> parameters,
            Map<Expression.InPlace, Double> places) {}

    private record Sample(long time, double value) {}

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
            case Expression.Comparison pair -> Math.min(due(pair.left()), due(pair.right()));
            case Expression.Negative negative -> due(negative.of());
            case Expression.Arithmetic pair -> Math.min(due(pair.left()), due(pair.right()));
            case Expression.Absolute absolute -> due(absolute.of());
            case Expression.Window window -> Math.min(due(window.of()), leaving(i, window));
            case Expression.Baseline baseline -> due(baseline.of());
            case Expression.Followed pair -> Math.min(due(pair.first()), due(pair.second()));
            case Expression.Unanswered pair ->
                Math.min(Math.min(due(pair.first()), due(pair.second())), unanswered(i, pair));
            case Expression.InPlace place -> due(place.condition());
            case Expression.Hours hours -> Math.min(shows(i, hours.from()), shows(i, hours.to()));
            case Expression.Weekdays weekdays -> shows(i, 1440);
            case Expression.Workdays workdays -> shows(i, 1440);
            case Expression.Not not -> due(not.of());
            case Expression.And and -> Math.min(due(and.left()), due(and.right()));
            case Expression.Or or -> Math.min(due(or.left()), due(or.right()));
            case Expression.Silent silent -> later(i, lastHeard(i, silent), silent.span());
            case Expression.SilentAsUsual silent -> silentUntil(i, silent);
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

    double at(int i, Expression expression) {
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
            case Expression.SilentAsUsual silent -> silent(i, silent);
            case Expression.Held held -> held(i, held);
            case Expression.Repeated repeated -> repeated(i, repeated);
            case Expression.Absolute absolute -> Math.abs(at(i, absolute.of()));
            case Expression.Window window -> window(i, window);
            case Expression.Baseline baseline -> PlainBaseline.of(this, i, baseline);
            case Expression.Followed pair -> followed(i, pair);
            case Expression.Unanswered pair -> answerMissing(i, pair);
            case Expression.InPlace place -> looks.get(i).places().getOrDefault(place, Double.NaN);
            case Expression.Hours hours -> isWithin(minute(i), hours) ? 1 : 0;
            case Expression.Weekdays weekdays -> (weekdays.days() >> Math.floorMod(day(i) + 3, 7)) % 2;
            case Expression.Workdays workdays -> city.isWorkday(day(i)) == workdays.wanted() ? 1 : 0;
        };
    }

    long time(int i) {
        return looks.get(i).time();
    }

    long day(int i) {
        return city.day(time(i));
    }

    int minute(int i) {
        return city.minute(time(i));
    }

    private static boolean isWithin(int minute, Expression.Hours hours) {
        for (int one = hours.from(); one % 1440 != hours.to() % 1440; one++) {
            if (one % 1440 == minute) {
                return true;
            }
        }
        return false;
    }

    private long shows(int i, int minute) {
        long today = city.when(day(i), minute);
        return today > time(i) ? today : city.when(day(i) + 1, minute);
    }

    /** The looks at which a reading of the channels came, since the span last changed, at which the number is finite. */
    List<Integer> samples(int i, Expression of, List<Integer> channels, Span span) {
        List<Integer> samples = new ArrayList<>();
        for (int j = i; j >= 0 && span(j, span) == span(i, span); j--) {
            if (channels.contains(looks.get(j).cause()) && Double.isFinite(at(j, of))) {
                samples.addFirst(j);
            }
        }
        return samples;
    }

    private List<Sample> within(int i, Expression.Window window) {
        long span = span(i, window.span());
        List<Sample> samples = new ArrayList<>();
        for (int j : samples(i, window.of(), window.channels(), window.span())) {
            if (time(j) >= time(i) - span) {
                samples.add(new Sample(time(j), at(j, window.of())));
            }
        }
        return samples;
    }

    private double window(int i, Expression.Window window) {
        if (span(i, window.span()) < 0) {
            return Double.NaN;
        }
        List<Sample> samples = within(i, window);
        if (samples.isEmpty()) {
            return window.function() == Expression.Function.COUNT ? 0 : Double.NaN;
        }
        double least = samples.stream().mapToDouble(Sample::value).min().orElseThrow();
        double greatest = samples.stream().mapToDouble(Sample::value).max().orElseThrow();
        double sum = samples.stream().mapToDouble(Sample::value).sum();
        Sample oldest = samples.getFirst();
        Sample newest = samples.getLast();
        return switch (window.function()) {
            case MEAN -> sum / samples.size();
            case MIN -> least;
            case MAX -> greatest;
            case SUM -> sum;
            case COUNT -> samples.size();
            case RISE -> newest.value() - least;
            case FALL -> greatest - newest.value();
            case CHANGE -> greatest - least;
            case RATE ->
                newest.time() == oldest.time()
                        ? Double.NaN
                        : (newest.value() - oldest.value()) / (newest.time() - oldest.time()) * 60_000;
        };
    }

    /** When a reading leaves the window on which its value rests: of equal ones the newest counts. */
    private long leaving(int i, Expression.Window window) {
        List<Sample> samples = span(i, window.span()) < 0 ? List.of() : within(i, window);
        if (samples.isEmpty()) {
            return Long.MAX_VALUE;
        }
        double least = samples.stream().mapToDouble(Sample::value).min().orElseThrow();
        double greatest = samples.stream().mapToDouble(Sample::value).max().orElseThrow();
        long first = switch (window.function()) {
            case MEAN, SUM, COUNT, RATE -> samples.getFirst().time();
            case MIN, RISE -> newest(samples, least);
            case MAX, FALL -> newest(samples, greatest);
            case CHANGE -> Math.min(newest(samples, least), newest(samples, greatest));
        };
        return first + span(i, window.span()) + 1;
    }

    private static long newest(List<Sample> samples, double value) {
        return samples.reversed().stream()
                .filter(sample -> sample.value() == value)
                .findFirst()
                .orElseThrow()
                .time();
    }

    private boolean becomesTrue(int i, Expression condition) {
        return at(i, condition) == 1 && (i == 0 || at(i - 1, condition) != 1);
    }

    private double followed(int i, Expression.Followed pair) {
        double second = at(i, pair.second());
        if (second != 1) {
            return second;
        }
        if (span(i, pair.span()) < 0) {
            return Double.NaN;
        }
        int began = i;
        while (!becomesTrue(began, pair.second())) {
            began--;
        }
        for (int j = 0; j < began; j++) {
            long apart = time(began) - time(j);
            if (becomesTrue(j, pair.first()) && apart > 0 && apart <= span(began, pair.span())) {
                return 1;
            }
        }
        return 0;
    }

    /** The look since when the first waits for the second, or -1. */
    private int waiting(int i, Expression.Unanswered pair) {
        int waiting = -1;
        for (int j = 0; j <= i; j++) {
            if (at(j, pair.second()) == 1) {
                waiting = -1;
            } else if (waiting < 0 && becomesTrue(j, pair.first())) {
                waiting = j;
            }
        }
        return waiting;
    }

    private double answerMissing(int i, Expression.Unanswered pair) {
        long span = span(i, pair.span());
        if (span < 0) {
            return Double.NaN;
        }
        int since = waiting(i, pair);
        if (since >= 0) {
            return time(i) - time(since) > span ? 1 : 0;
        }
        return Double.isNaN(at(i, pair.first())) ? Double.NaN : 0;
    }

    private long unanswered(int i, Expression.Unanswered pair) {
        long span = span(i, pair.span());
        int since = waiting(i, pair);
        return span >= 0 && since >= 0 && time(i) - time(since) <= span ? time(since) + span + 1 : Long.MAX_VALUE;
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

    private double silent(int i, Expression.SilentAsUsual silent) {
        long limit = PlainGaps.limit(this, i, silent);
        return limit < 0 ? Double.NaN : time(i) - lastHeard(i, silent) >= limit ? 1 : 0;
    }

    private long silentUntil(int i, Expression.SilentAsUsual silent) {
        return silent(i, silent) == 0 ? lastHeard(i, silent) + PlainGaps.limit(this, i, silent) : Long.MAX_VALUE;
    }

    private long lastHeard(int i, Expression.SilentAsUsual silent) {
        Long heard = PlainGaps.heard(this, i, silent.channels());
        return heard == null ? looks.get(i).knownSince() : heard;
    }

    /** The city's hour of a time. */
    long hour(long millis) {
        return city.day(millis) * 24 + city.minute(millis) / 60;
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

    long span(int i, Span span) {
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
