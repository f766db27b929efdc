package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.stream.Expression.Span;

/** The words of one text of a rule, with a place that moves along them; tells of faults as of that place. */
final class Words {
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", Limits.DAY);
    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 4_000;

    private final RuleSpec rule;
    private final String part;
    private final Vocabulary vocabulary;
    private final List<String> parameters;
    private final List<Token> tokens;
    private int position;
    private int depth;

    Words(RuleSpec rule, String part, String text, Vocabulary vocabulary) {
        this.rule = rule;
        this.part = part;
        this.vocabulary = vocabulary;
        this.parameters = rule.parameters().keySet().stream().sorted().toList();
        this.tokens = Token.read(text);
    }

    /** Refuses what is wrong with the words as such. */
    void check() {
        if (tokens.getLast().column() > LONGEST_TEXT) {
            throw fault(tokens.getLast(), "Expected at most " + LONGEST_TEXT + " characters, but found more.");
        }
        for (String parameter : parameters) {
            if (vocabulary.channel(parameter) >= 0) {
                throw fault(token(), "Expected parameter '" + parameter + "' to be no channel, but the kind has one.");
            }
        }
        for (Token token : tokens) {
            if (token.sort() == Token.Sort.STRANGE) {
                throw wanted("a word, number or sign of the language", token);
            }
        }
    }

    Token first() {
        return tokens.getFirst();
    }

    Token token() {
        return tokens.get(position);
    }

    /** The token after this one; the last one again at the end. */
    Token next() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    void step() {
        position++;
    }

    void take(String word) {
        if (!token().is(word)) {
            throw wanted("'" + word + "'");
        }
        position++;
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw fault(
                    token(),
                    "Expected at most " + DEEPEST + " brackets within each other at column " + token().column()
                            + ", but found more.");
        }
    }

    void higher() {
        depth--;
    }

    /** The place of the parameter of that name among the rule's, or -1. */
    int parameter(String name) {
        return parameters.indexOf(name);
    }

    Expression.Constant number() {
        double value = Double.parseDouble(token().text());
        position++;
        return new Expression.Constant(value);
    }

    /** A number or parameter. */
    Expression amount() {
        if (token().sort() == Token.Sort.NUMBER) {
            return number();
        }
        int parameter = parameter(token().text());
        if (parameter < 0) {
            throw unknownName("a number or parameter");
        }
        position++;
        return new Expression.Parameter(parameter);
    }

    Span span() {
        Token start = token();
        Expression amount = amount();
        Long unit = UNITS.get(token().text());
        if (unit == null) {
            throw wanted("a unit (ms, s, min, h, d)");
        }
        position++;
        double value = defaultOf(amount);
        if (Limits.span(value, unit) == Limits.SENSELESS) {
            throw fault(
                    start,
                    "Expected a duration from 0 to 36525 d at column " + start.column() + ", but found " + plain(value)
                            + ".");
        }
        return new Span(amount, unit);
    }

    /** A span in whole days, as a baseline needs it. */
    Span days() {
        Token start = token();
        Expression amount = amount();
        if (!token().is("d")) {
            throw wanted("'d': the days of the baseline");
        }
        position++;
        double value = defaultOf(amount);
        if (Limits.baseline(Limits.span(value, Limits.DAY)) == Limits.SENSELESS) {
            throw fault(
                    start,
                    "Expected whole days from " + Limits.LEAST_DAYS + " to " + Limits.MOST_DAYS + " at column "
                            + start.column() + ", but found " + plain(value) + ".");
        }
        return new Span(amount, Limits.DAY);
    }

    /** A share of the whole, as a quantile needs it. */
    Expression share() {
        Token start = token();
        Expression amount = amount();
        double value = defaultOf(amount);
        if (!(value >= 0 && value <= 1)) {
            throw fault(
                    start,
                    "Expected a share from 0 to 1 at column " + start.column() + ", but found " + plain(value) + ".");
        }
        return amount;
    }

    /** The count before {@code times}. */
    Expression times() {
        Token start = token();
        Expression count = amount();
        double times = defaultOf(count);
        if (Limits.count(times) == Limits.SENSELESS) {
            throw fault(
                    start,
                    "Expected a whole number of times from 1 to " + Limits.MOST_TIMES + " at column " + start.column()
                            + ", but found " + plain(times) + ".");
        }
        return count;
    }

    Expression checked(Expression expression, boolean condition, Token start) {
        if (expression.isCondition() == condition) {
            return expression;
        }
        String at = " at column " + start.column() + ", but found ";
        throw fault(
                start,
                condition
                        ? "Expected a condition" + at + "a number; compare it, as in 'occupied = 1'."
                        : "Expected a number" + at + "a condition.");
    }

    RuleException wanted(String what) {
        return wanted(what, token());
    }

    RuleException wanted(String what, Token token) {
        return fault(
                token, "Expected " + what + " at column " + token.column() + ", but found " + token.quoted() + ".");
    }

    RuleException unknownChannel() {
        return fault(
                token(),
                "Expected a channel at column " + token().column() + ", but found " + token().quoted() + "; known: "
                        + String.join(", ", vocabulary.channels()) + ".");
    }

    RuleException unknownFunction() {
        return fault(
                token(),
                "Expected one of mean, min, max, sum, count, rise, fall, change, rate, usual, spread and abs before '(' at"
                        + " column " + token().column() + ", but found " + token().quoted() + ".");
    }

    RuleException unknownName(String what) {
        if (token().sort() != Token.Sort.NAME) {
            return wanted(what);
        }
        List<String> known = new ArrayList<>(what.contains("channel") ? vocabulary.channels() : List.of());
        known.addAll(parameters);
        return fault(
                token(),
                "Expected " + what + " at column " + token().column() + ", but found " + token().quoted() + "; known: "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
    }

    RuleException fault(Token at, String message) {
        return new RuleException(rule.key(), part, at.column(), message);
    }

    private double defaultOf(Expression amount) {
        if (amount instanceof Expression.Parameter parameter) {
            return rule.parameters().getOrDefault(parameters.get(parameter.index()), Double.NaN);
        }
        return amount instanceof Expression.Constant constant ? constant.value() : Double.NaN;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
