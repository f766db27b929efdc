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
            throw fault(tokens.getLast(), RuleFault.LONG, String.valueOf(LONGEST_TEXT));
        }
        for (String parameter : parameters) {
            if (vocabulary.channel(parameter) >= 0) {
                throw fault(token(), RuleFault.PARAMETER_IS_CHANNEL, parameter);
            }
        }
        for (Token token : tokens) {
            if (token.sort() == Token.Sort.STRANGE) {
                String meant = Meant.by(token.text());
                throw meant.isEmpty() ? fault(token, RuleFault.SIGN) : fault(token, RuleFault.WORD, meant);
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
            throw fault(token(), RuleFault.WORD, word);
        }
        position++;
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw fault(token(), RuleFault.BRACKETS, String.valueOf(DEEPEST));
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
            throw unknownName(RuleFault.AMOUNT, parameters);
        }
        position++;
        return new Expression.Parameter(parameter);
    }

    Span span() {
        Token start = token();
        Expression amount = amount();
        Long unit = UNITS.get(token().text());
        if (unit == null) {
            throw unknown(token(), RuleFault.UNIT, Meant.unit(token().text()));
        }
        position++;
        double value = defaultOf(amount);
        if (Limits.span(value, unit) == Limits.SENSELESS) {
            throw fault(start, RuleFault.DURATION, plain(value));
        }
        return new Span(amount, unit);
    }

    /** A span in whole days, as a baseline needs it. */
    Span days() {
        Token start = token();
        Expression amount = amount();
        if (!token().is("d")) {
            throw fault(token(), RuleFault.DAYS_UNIT);
        }
        position++;
        double value = defaultOf(amount);
        if (Limits.baseline(Limits.span(value, Limits.DAY)) == Limits.SENSELESS) {
            throw fault(
                    start,
                    RuleFault.DAYS,
                    String.valueOf(Limits.LEAST_DAYS),
                    String.valueOf(Limits.MOST_DAYS),
                    plain(value));
        }
        return new Span(amount, Limits.DAY);
    }

    /** A share of the whole, as a quantile needs it. */
    Expression share() {
        Token start = token();
        Expression amount = amount();
        double value = defaultOf(amount);
        if (!(value >= 0 && value <= 1)) {
            throw fault(start, RuleFault.SHARE, plain(value));
        }
        return amount;
    }

    /** The count before {@code times}. */
    Expression times() {
        Token start = token();
        Expression count = amount();
        double times = defaultOf(count);
        if (Limits.count(times) == Limits.SENSELESS) {
            throw fault(start, RuleFault.TIMES, String.valueOf(Limits.MOST_TIMES), plain(times));
        }
        return count;
    }

    Expression checked(Expression expression, boolean condition, Token start) {
        if (expression.isCondition() == condition) {
            return expression;
        }
        throw fault(start, condition ? RuleFault.CONDITION : RuleFault.NUMBER);
    }

    /** A name that stands for nothing here; {@code known} are those that would. */
    RuleException unknownName(RuleFault fault, List<String> known) {
        boolean isName = token().sort() == Token.Sort.NAME;
        return unknown(token(), fault == RuleFault.NAME && !isName ? RuleFault.VALUE : fault, known);
    }

    /** The names of all channels and parameters. */
    List<String> names() {
        List<String> names = new ArrayList<>(vocabulary.channels());
        names.addAll(parameters);
        return names;
    }

    RuleException unknown(Token at, RuleFault fault, List<String> known) {
        return new RuleException(rule.key(), part, at.column(), fault, at.text(), known, List.of());
    }

    RuleException fault(Token at, RuleFault fault, String... arguments) {
        return new RuleException(rule.key(), part, at.column(), fault, at.text(), List.of(), List.of(arguments));
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
