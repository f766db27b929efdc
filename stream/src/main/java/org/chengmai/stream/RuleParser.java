package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chengmai.stream.Expression.Span;
import org.jspecify.annotations.Nullable;

/**
 * Text of a rule to tree, by recursive descent. From loosest to tightest: {@code or}, {@code and}, {@code not}, {@code for},
 * comparison, + and -, * and /, sign.
 */
final class RuleParser {
    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "for", "silent", "of", "times", "within");
    private static final Set<String> RELATIONS = Set.of("=", "!=", "<", "<=", ">", ">=");
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 4_000;

    private final RuleSpec rule;
    private final String part;
    private final Vocabulary vocabulary;
    private final List<String> parameters;
    private final List<Token> tokens;
    private final Set<Integer> named = new TreeSet<>();
    private int position;
    private int depth;

    private RuleParser(RuleSpec rule, String part, String text, Vocabulary vocabulary) {
        this.rule = rule;
        this.part = part;
        this.vocabulary = vocabulary;
        this.parameters = rule.parameters().keySet().stream().sorted().toList();
        this.tokens = Token.read(text);
    }

    static Expression raise(RuleSpec rule, Vocabulary vocabulary) {
        return new RuleParser(rule, "raise", rule.raise(), vocabulary).parse();
    }

    static @Nullable Expression clear(RuleSpec rule, Vocabulary vocabulary) {
        String text = rule.clear();
        return text == null ? null : new RuleParser(rule, "clear", text, vocabulary).parse();
    }

    private Expression parse() {
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
        Expression whole = condition();
        if (token().sort() != Token.Sort.END) {
            throw wanted("'and', 'or', 'for' or the end");
        }
        if (named.isEmpty()) {
            throw fault(tokens.getFirst(), "Expected a channel or 'silent' in the rule, but it names none.");
        }
        return whole;
    }

    private Expression condition() {
        Token start = token();
        return checked(either(), true, start);
    }

    private Expression either() {
        Token start = token();
        Expression left = both();
        while (token().is("or")) {
            checked(left, true, start);
            position++;
            Token next = token();
            left = new Expression.Or(left, checked(both(), true, next));
        }
        return left;
    }

    private Expression both() {
        Token start = token();
        Expression left = negation();
        while (token().is("and")) {
            checked(left, true, start);
            position++;
            Token next = token();
            left = new Expression.And(left, checked(negation(), true, next));
        }
        return left;
    }

    private Expression negation() {
        if (!token().is("not")) {
            return held();
        }
        position++;
        Token start = token();
        deeper();
        Expression of = checked(negation(), true, start);
        depth--;
        return new Expression.Not(of);
    }

    private Expression held() {
        Token start = token();
        Expression condition = comparison();
        while (token().is("for")) {
            checked(condition, true, start);
            position++;
            condition = new Expression.Held(condition, span());
        }
        return condition;
    }

    private Expression comparison() {
        Token start = token();
        Expression left = sum();
        if (!RELATIONS.contains(token().text())) {
            return left;
        }
        checked(left, false, start);
        String relation = token().text();
        position++;
        Token next = token();
        return new Expression.Comparison(relation, left, checked(sum(), false, next));
    }

    private Expression sum() {
        Token start = token();
        Expression left = product();
        while (token().is("+") || token().is("-")) {
            checked(left, false, start);
            String operator = token().text();
            position++;
            Token next = token();
            left = new Expression.Arithmetic(operator, left, checked(product(), false, next));
        }
        return left;
    }

    private Expression product() {
        Token start = token();
        Expression left = signed();
        while (token().is("*") || token().is("/")) {
            checked(left, false, start);
            String operator = token().text();
            position++;
            Token next = token();
            left = new Expression.Arithmetic(operator, left, checked(signed(), false, next));
        }
        return left;
    }

    private Expression signed() {
        if (!token().is("-")) {
            return primary();
        }
        position++;
        Token start = token();
        deeper();
        Expression of = checked(signed(), false, start);
        depth--;
        return new Expression.Negative(of);
    }

    private Expression primary() {
        if (token().is("(")) {
            position++;
            deeper();
            Expression inner = either();
            depth--;
            take(")");
            return inner;
        }
        if (token().is("silent")) {
            return silent();
        }
        if (isAmount(token()) && tokens.get(position + 1).is("times")) {
            return repeated();
        }
        return switch (token().sort()) {
            case NUMBER -> number();
            case NAME -> name();
            default -> throw wanted("a condition or number");
        };
    }

    private Expression number() {
        double value = Double.parseDouble(token().text());
        position++;
        return new Expression.Constant(value);
    }

    private Expression name() {
        String name = token().text();
        int channel = KEYWORDS.contains(name) ? -1 : vocabulary.channel(name);
        if (channel >= 0) {
            named.add(channel);
            position++;
            return new Expression.Channel(channel);
        }
        int parameter = parameters.indexOf(name);
        if (parameter < 0) {
            throw unknownName("a channel or parameter");
        }
        position++;
        return new Expression.Parameter(parameter);
    }

    private Expression silent() {
        position++;
        List<Integer> channels = new ArrayList<>();
        if (token().is("of")) {
            do {
                position++;
                channels.add(channel());
            } while (token().is(","));
        } else {
            for (int i = 0; i < vocabulary.channels().size(); i++) {
                channels.add(i);
            }
        }
        named.addAll(channels);
        take("for");
        return new Expression.Silent(channels.stream().distinct().sorted().toList(), span());
    }

    private int channel() {
        int channel = KEYWORDS.contains(token().text()) ? -1 : vocabulary.channel(token().text());
        if (token().sort() != Token.Sort.NAME || channel < 0) {
            throw fault(
                    token(),
                    "Expected a channel at column " + token().column() + ", but found " + token().quoted() + "; known: "
                            + String.join(", ", vocabulary.channels()) + ".");
        }
        position++;
        return channel;
    }

    private Expression repeated() {
        Token start = token();
        Expression count = amount();
        double times = defaultOf(count);
        if (Limits.count(times) == Limits.SENSELESS) {
            throw fault(
                    start,
                    "Expected a whole number of times from 1 to " + Limits.MOST_TIMES + " at column " + start.column()
                            + ", but found " + plain(times) + ".");
        }
        take("times");
        Set<Integer> outside = new TreeSet<>(named);
        named.clear();
        take("(");
        deeper();
        Expression condition = condition();
        depth--;
        take(")");
        take("within");
        List<Integer> channels = List.copyOf(named);
        if (channels.isEmpty()) {
            throw fault(start, "Expected a channel within the brackets after 'times', but they name none.");
        }
        named.addAll(outside);
        return new Expression.Repeated(count, condition, channels, span());
    }

    private Span span() {
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

    private Expression amount() {
        if (token().sort() == Token.Sort.NUMBER) {
            return number();
        }
        int parameter = parameters.indexOf(token().text());
        if (parameter < 0) {
            throw unknownName("a number or parameter");
        }
        position++;
        return new Expression.Parameter(parameter);
    }

    private boolean isAmount(Token token) {
        return token.sort() == Token.Sort.NUMBER
                || (token.sort() == Token.Sort.NAME && !KEYWORDS.contains(token.text()));
    }

    private double defaultOf(Expression amount) {
        if (amount instanceof Expression.Parameter parameter) {
            return rule.parameters().getOrDefault(parameters.get(parameter.index()), Double.NaN);
        }
        return amount instanceof Expression.Constant constant ? constant.value() : Double.NaN;
    }

    private Token token() {
        return tokens.get(position);
    }

    private void take(String word) {
        if (!token().is(word)) {
            throw wanted("'" + word + "'");
        }
        position++;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw fault(
                    token(),
                    "Expected at most " + DEEPEST + " brackets within each other at column " + token().column()
                            + ", but found more.");
        }
    }

    private Expression checked(Expression expression, boolean condition, Token start) {
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

    private RuleException wanted(String what) {
        return wanted(what, token());
    }

    private RuleException wanted(String what, Token token) {
        return fault(
                token, "Expected " + what + " at column " + token.column() + ", but found " + token.quoted() + ".");
    }

    private RuleException unknownName(String what) {
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

    private RuleException fault(Token at, String message) {
        return new RuleException(rule.key(), part, at.column(), message);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
