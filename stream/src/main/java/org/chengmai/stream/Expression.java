package org.chengmai.stream;

import java.util.List;

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

    record Not(Expression of) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    /** {@code condition for span}. */
    record Held(Expression condition, Span span) implements Expression {}

    /** {@code silent of channels for span}. */
    record Silent(List<Integer> channels, Span span) implements Expression {}

    /** {@code count times (condition) within span}; {@code channels} are those the condition names. */
    record Repeated(Expression count, Expression condition, List<Integer> channels, Span span) implements Expression {}

    /** A duration: a constant or parameter, times its unit in milliseconds. */
    record Span(Expression amount, long unitMillis) {}
}
