package org.chengmai.stream;

import java.util.List;
import java.util.stream.Stream;

/** A node of a parsed rule: a number, or a condition with three truths. Channels and parameters stand as indexes. */
sealed interface Expression {

    /** Whether this is a condition; otherwise it is a number. */
    default boolean isCondition() {
        return true;
    }

    record Constant(double value) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    record Channel(int index) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    /** A parameter by its position among the rule's parameter names in alphabetical order. */
    record Parameter(int index) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    record Negative(Expression of) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    /** {@code operator} is one of + - * and /. */
    record Arithmetic(String operator, Expression left, Expression right) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    /** {@code relation} is one of {@code = != < <= > >=}. */
    record Comparison(String relation, Expression left, Expression right) implements Expression {}

    /** {@code abs(of)}. */
    record Absolute(Expression of) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    /** {@code function(of, span)} over the readings of the span; {@code channels} are those that {@code of} names. */
    record Window(Function function, Expression of, List<Integer> channels, Span span) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    /** {@code usual(of, span)} or {@code spread(of, span)}; {@code channels} are those that {@code of} names. */
    record Baseline(boolean isSpread, Expression of, List<Integer> channels, Span span) implements Expression {
        @Override
        public boolean isCondition() {
            return false;
        }
    }

    /** {@code any in level (condition)}, {@code all in …} or {@code count in …}, which is a number. */
    record InPlace(Quantity quantity, PlaceLevel level, Expression condition) implements Expression {
        @Override
        public boolean isCondition() {
            return quantity != Quantity.COUNT;
        }
    }

    record Not(Expression of) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    /** {@code condition for span}. */
    record Held(Expression condition, Span span) implements Expression {}

    /** {@code silent of channels for span}. */
    record Silent(List<Integer> channels, Span span) implements Expression {}

    /**
     * {@code silent of channels for usual gap(quantile, days) * factor from least to most else unlearned}: what is asked of
     * the gaps, and by which number of milliseconds they are bounded or replaced.
     */
    record SilentAsUsual(
            List<Integer> channels,
            Expression quantile,
            Span days,
            Expression factor,
            Span least,
            Span most,
            Span unlearned)
            implements Expression {}

    /** {@code count times (condition) within span}; {@code channels} are those the condition names. */
    record Repeated(Expression count, Expression condition, List<Integer> channels, Span span) implements Expression {}

    /** {@code first then second within span}. */
    record Followed(Expression first, Expression second, Span span) implements Expression {}

    /** {@code first without second within span}. */
    record Unanswered(Expression first, Expression second, Span span) implements Expression {}

    /** {@code at from-to}, in minutes of the city's day; from 0 to 1440. */
    record Hours(int from, int to) implements Expression {}

    /** {@code on} days of the week: bit 0 is Monday. */
    record Weekdays(int days) implements Expression {}

    /** {@code on workdays}, or {@code on restdays}. */
    record Workdays(boolean wanted) implements Expression {}

    /** What a window makes of its readings; the word is the name in lower case. */
    enum Function {
        MEAN,
        MIN,
        MAX,
        SUM,
        COUNT,
        RISE,
        FALL,
        CHANGE,
        RATE
    }

    /** How many devices of a place are asked for; the word is the name in lower case. */
    enum Quantity {
        ANY,
        ALL,
        COUNT
    }

    /** A duration: a constant or parameter, times its unit in milliseconds. */
    record Span(Expression amount, long unitMillis) {}

    /** The expressions of which it is made, from left to right. */
    default Stream<Expression> parts() {
        return switch (this) {
            case Negative negative -> Stream.of(negative.of());
            case Absolute absolute -> Stream.of(absolute.of());
            case Not not -> Stream.of(not.of());
            case Window window -> Stream.of(window.of());
            case Baseline baseline -> Stream.of(baseline.of());
            case InPlace place -> Stream.of(place.condition());
            case Held held -> Stream.of(held.condition());
            case Repeated repeated -> Stream.of(repeated.condition());
            case Arithmetic sum -> Stream.of(sum.left(), sum.right());
            case Comparison pair -> Stream.of(pair.left(), pair.right());
            case And and -> Stream.of(and.left(), and.right());
            case Or or -> Stream.of(or.left(), or.right());
            case Followed pair -> Stream.of(pair.first(), pair.second());
            case Unanswered pair -> Stream.of(pair.first(), pair.second());
            case Constant constant -> Stream.of();
            case Parameter parameter -> Stream.of();
            case Channel channel -> Stream.of();
            case Silent silent -> Stream.of();
            case SilentAsUsual silent -> Stream.of();
            case Hours hours -> Stream.of();
            case Weekdays weekdays -> Stream.of();
            case Workdays workdays -> Stream.of();
        };
    }
}
