package org.chengmai.stream;

import java.util.Set;

/** What an expression speaks of. */
final class PlainNames {
    private PlainNames() {}

    /** Whether it names the channel. */
    static boolean channel(Expression expression, int channel) {
        return switch (expression) {
            case Expression.Constant constant -> false;
            case Expression.Parameter parameter -> false;
            case Expression.Channel one -> one.index() == channel;
            case Expression.Negative negative -> channel(negative.of(), channel);
            case Expression.Arithmetic sum -> channel(sum.left(), channel) || channel(sum.right(), channel);
            case Expression.Comparison pair -> channel(pair.left(), channel) || channel(pair.right(), channel);
            case Expression.Not not -> channel(not.of(), channel);
            case Expression.And and -> channel(and.left(), channel) || channel(and.right(), channel);
            case Expression.Or or -> channel(or.left(), channel) || channel(or.right(), channel);
            case Expression.Silent silent -> silent.channels().contains(channel);
            case Expression.SilentAsUsual silent -> silent.channels().contains(channel);
            case Expression.Held held -> channel(held.condition(), channel);
            case Expression.Repeated repeated -> channel(repeated.condition(), channel);
            case Expression.Absolute absolute -> channel(absolute.of(), channel);
            case Expression.Window window -> channel(window.of(), channel);
            case Expression.Baseline baseline -> channel(baseline.of(), channel);
            case Expression.InPlace place -> channel(place.condition(), channel);
            case Expression.Followed pair -> channel(pair.first(), channel) || channel(pair.second(), channel);
            case Expression.Unanswered pair -> channel(pair.first(), channel) || channel(pair.second(), channel);
            case Expression.Hours hours -> false;
            case Expression.Weekdays weekdays -> false;
            case Expression.Workdays workdays -> false;
        };
    }

    /** Adds the place expressions within an expression. */
    static void places(Expression expression, Set<Expression.InPlace> found) {
        switch (expression) {
            case Expression.Constant constant -> {}
            case Expression.Parameter parameter -> {}
            case Expression.Channel one -> {}
            case Expression.Silent silent -> {}
            case Expression.SilentAsUsual silent -> {}
            case Expression.Hours hours -> {}
            case Expression.Weekdays weekdays -> {}
            case Expression.Workdays workdays -> {}
            case Expression.InPlace place -> found.add(place);
            case Expression.Negative negative -> places(negative.of(), found);
            case Expression.Not not -> places(not.of(), found);
            case Expression.Held held -> places(held.condition(), found);
            case Expression.Repeated repeated -> places(repeated.condition(), found);
            case Expression.Absolute absolute -> places(absolute.of(), found);
            case Expression.Window window -> places(window.of(), found);
            case Expression.Baseline baseline -> places(baseline.of(), found);
            case Expression.Arithmetic pair -> places(pair.left(), pair.right(), found);
            case Expression.Comparison pair -> places(pair.left(), pair.right(), found);
            case Expression.And pair -> places(pair.left(), pair.right(), found);
            case Expression.Or pair -> places(pair.left(), pair.right(), found);
            case Expression.Followed pair -> places(pair.first(), pair.second(), found);
            case Expression.Unanswered pair -> places(pair.first(), pair.second(), found);
        }
    }

    private static void places(Expression left, Expression right, Set<Expression.InPlace> found) {
        places(left, found);
        places(right, found);
    }
}
