package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengmai.stream.Expression.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Text of a rule to tree, by recursive descent. From loosest to tightest: {@code or}, {@code and}, {@code not}, {@code for}
 * with {@code then} and {@code without}, comparison, + and -, * and /, sign. The grammar is written down in
 * {@code docs/grammar.md}.
 */
final class RuleParser {
    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "for", "silent", "of", "times", "within");
    private static final Set<String> RELATIONS = Set.of("=", "!=", "<", "<=", ">", ">=");
    private static final Map<String, Expression.Function> WINDOWS = words(Expression.Function.values());
    private static final Map<String, Quantity> QUANTITIES = words(Quantity.values());
    private static final Map<String, PlaceLevel> LEVELS = words(PlaceLevel.values());

    private static final List<String> CONNECTIVES = List.of("and", "or", "for", "then", "without", "times", "within");
    private static final List<String> FUNCTIONS =
            List.of("mean", "min", "max", "sum", "count", "rise", "fall", "change", "rate", "usual", "spread", "abs");
    private static final List<String> LEVEL_NAMES = List.of("building", "estate", "grid", "committee", "street");

    private final Words words;
    private final Vocabulary vocabulary;
    private Set<Integer> named = new TreeSet<>();
    private boolean isInPlace;

    private RuleParser(RuleSpec rule, String part, String text, Vocabulary vocabulary) {
        this.words = new Words(rule, part, text, vocabulary);
        this.vocabulary = vocabulary;
    }

    static Expression raise(RuleSpec rule, Vocabulary vocabulary) {
        return new RuleParser(rule, "raise", rule.raise(), vocabulary).parse();
    }

    static @Nullable Expression clear(RuleSpec rule, Vocabulary vocabulary) {
        String text = rule.clear();
        return text == null ? null : new RuleParser(rule, "clear", text, vocabulary).parse();
    }

    /** The conditions of the rule's levels, the lowest first. */
    static List<Expression> levels(RuleSpec rule, Vocabulary vocabulary) {
        List<Expression> levels = new ArrayList<>();
        for (String text : rule.levels()) {
            levels.add(new RuleParser(rule, "level " + (levels.size() + 1), text, vocabulary).parse());
        }
        return levels;
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] all) {
        return Stream.of(all)
                .collect(Collectors.toMap(one -> one.name().toLowerCase(Locale.ROOT), Function.identity()));
    }

    private Expression parse() {
        words.check();
        Expression whole = condition();
        if (words.token().sort() != Token.Sort.END) {
            boolean isChain = RELATIONS.contains(words.token().text());
            throw isChain
                    ? words.fault(words.token(), RuleFault.CHAIN)
                    : words.unknown(words.token(), RuleFault.END, CONNECTIVES);
        }
        if (named.isEmpty()) {
            throw words.fault(words.first(), RuleFault.NO_CHANNEL);
        }
        return whole;
    }

    private Expression condition() {
        Token start = words.token();
        return words.checked(either(), true, start);
    }

    private Expression either() {
        Token start = words.token();
        Expression left = both();
        while (words.token().is("or")) {
            words.checked(left, true, start);
            words.step();
            Token next = words.token();
            left = new Expression.Or(left, words.checked(both(), true, next));
        }
        return left;
    }

    private Expression both() {
        Token start = words.token();
        Expression left = negation();
        while (words.token().is("and")) {
            words.checked(left, true, start);
            words.step();
            Token next = words.token();
            left = new Expression.And(left, words.checked(negation(), true, next));
        }
        return left;
    }

    private Expression negation() {
        if (!words.token().is("not")) {
            return sequence();
        }
        words.step();
        Token start = words.token();
        words.deeper();
        Expression of = words.checked(negation(), true, start);
        words.higher();
        return new Expression.Not(of);
    }

    private Expression sequence() {
        Token start = words.token();
        Expression first = held();
        while (words.token().is("then") || words.token().is("without")) {
            words.checked(first, true, start);
            boolean isThen = words.token().is("then");
            words.step();
            Token next = words.token();
            Expression second = words.checked(held(), true, next);
            words.take("within");
            first = isThen
                    ? new Expression.Followed(first, second, words.span())
                    : new Expression.Unanswered(first, second, words.span());
        }
        return first;
    }

    private Expression held() {
        Token start = words.token();
        Expression condition = comparison();
        while (words.token().is("for")) {
            words.checked(condition, true, start);
            words.step();
            condition = new Expression.Held(condition, words.span());
        }
        return condition;
    }

    private Expression comparison() {
        Token start = words.token();
        Expression left = sum();
        if (!RELATIONS.contains(words.token().text())) {
            return left;
        }
        words.checked(left, false, start);
        String relation = words.token().text();
        words.step();
        Token next = words.token();
        return new Expression.Comparison(relation, left, words.checked(sum(), false, next));
    }

    private Expression sum() {
        Token start = words.token();
        Expression left = product();
        while (words.token().is("+") || words.token().is("-")) {
            words.checked(left, false, start);
            String operator = words.token().text();
            words.step();
            Token next = words.token();
            left = new Expression.Arithmetic(operator, left, words.checked(product(), false, next));
        }
        return left;
    }

    private Expression product() {
        Token start = words.token();
        Expression left = signed();
        while (words.token().is("*") || words.token().is("/")) {
            words.checked(left, false, start);
            String operator = words.token().text();
            words.step();
            Token next = words.token();
            left = new Expression.Arithmetic(operator, left, words.checked(signed(), false, next));
        }
        return left;
    }

    private Expression signed() {
        if (!words.token().is("-")) {
            return primary();
        }
        words.step();
        Token start = words.token();
        words.deeper();
        Expression of = words.checked(signed(), false, start);
        words.higher();
        return new Expression.Negative(of);
    }

    private Expression primary() {
        Token token = words.token();
        if (token.is("(")) {
            return bracketed(this::either);
        }
        if (token.is("silent")) {
            return silent();
        }
        if (isAmount(token) && words.next().is("times")) {
            return repeated();
        }
        return switch (token.sort()) {
            case NUMBER -> words.number();
            case NAME -> special(token);
            default -> throw words.fault(token, RuleFault.VALUE);
        };
    }

    private Expression bracketed(Supplier<Expression> inner) {
        words.take("(");
        words.deeper();
        Expression expression = inner.get();
        words.higher();
        words.take(")");
        return expression;
    }

    /** Words that mean something only where they stand; elsewhere they may name channels. */
    private Expression special(Token token) {
        String word = token.text();
        Token next = words.next();
        if (next.is("(") && !KEYWORDS.contains(word)) {
            return function(word);
        }
        if (next.is("in") && QUANTITIES.containsKey(word)) {
            return inPlace(QUANTITIES.get(word));
        }
        if (word.equals("at") && next.sort() == Token.Sort.NUMBER) {
            return CityTime.hours(words);
        }
        if (word.equals("on") && next.sort() == Token.Sort.NAME && vocabulary.channel("on") < 0) {
            return CityTime.days(words);
        }
        return name();
    }

    private Expression function(String word) {
        Expression.Function window = WINDOWS.get(word);
        boolean isBaseline = word.equals("usual") || word.equals("spread");
        if (window == null && !isBaseline && !word.equals("abs")) {
            throw words.unknown(words.token(), RuleFault.FUNCTION, FUNCTIONS);
        }
        words.step();
        if (word.equals("abs")) {
            return new Expression.Absolute(bracketed(this::value));
        }
        Token start = words.token();
        Set<Integer> outside = named;
        named = new TreeSet<>();
        words.take("(");
        words.deeper();
        Expression of = value();
        words.take(",");
        Expression.Span span = isBaseline ? words.days() : words.span();
        words.higher();
        words.take(")");
        List<Integer> channels = leave(outside, start, word);
        return window != null
                ? new Expression.Window(window, of, channels, span)
                : new Expression.Baseline(word.equals("spread"), of, channels, span);
    }

    private Expression value() {
        Token start = words.token();
        return words.checked(either(), false, start);
    }

    /** Goes back to what is named outside of brackets; the channels named inside, of which there must be one. */
    private List<Integer> leave(Set<Integer> outside, Token start, String after) {
        List<Integer> inside = List.copyOf(named);
        if (inside.isEmpty()) {
            throw words.fault(start, RuleFault.NO_CHANNEL_INSIDE, after);
        }
        named.addAll(outside);
        return inside;
    }

    private Expression inPlace(@Nullable Quantity quantity) {
        Token start = words.token();
        words.step();
        words.step();
        PlaceLevel level = LEVELS.get(words.token().text());
        if (level == null || quantity == null) {
            throw words.unknown(words.token(), RuleFault.LEVEL, LEVEL_NAMES);
        }
        words.step();
        if (isInPlace) {
            throw words.fault(start, RuleFault.PLACE_IN_PLACE, start.text() + " in");
        }
        isInPlace = true;
        Set<Integer> outside = named;
        named = new TreeSet<>();
        Expression condition = bracketed(this::condition);
        isInPlace = false;
        leave(outside, start, start.text() + " in");
        return new Expression.InPlace(quantity, level, condition);
    }

    private Expression name() {
        String name = words.token().text();
        int channel = KEYWORDS.contains(name) ? -1 : vocabulary.channel(name);
        if (channel >= 0) {
            named.add(channel);
            words.step();
            return new Expression.Channel(channel);
        }
        int parameter = words.parameter(name);
        if (parameter < 0) {
            throw words.unknownName(RuleFault.NAME, words.names());
        }
        words.step();
        return new Expression.Parameter(parameter);
    }

    private Expression silent() {
        words.step();
        List<Integer> channels = new ArrayList<>();
        if (words.token().is("of")) {
            do {
                words.step();
                channels.add(channel());
            } while (words.token().is(","));
        } else {
            for (int i = 0; i < vocabulary.channels().size(); i++) {
                channels.add(i);
            }
        }
        named.addAll(channels);
        words.take("for");
        List<Integer> of = channels.stream().distinct().sorted().toList();
        return UsualGap.isNext(words) ? UsualGap.read(words, of) : new Expression.Silent(of, words.span());
    }

    private int channel() {
        String name = words.token().text();
        int channel = KEYWORDS.contains(name) ? -1 : vocabulary.channel(name);
        if (words.token().sort() != Token.Sort.NAME || channel < 0) {
            throw words.unknownName(RuleFault.CHANNEL, vocabulary.channels());
        }
        words.step();
        return channel;
    }

    private Expression repeated() {
        Token start = words.token();
        Expression count = words.times();
        words.take("times");
        Set<Integer> outside = named;
        named = new TreeSet<>();
        Expression condition = bracketed(this::condition);
        words.take("within");
        List<Integer> channels = leave(outside, start, "times");
        return new Expression.Repeated(count, condition, channels, words.span());
    }

    private static boolean isAmount(Token token) {
        return token.sort() == Token.Sort.NUMBER
                || (token.sort() == Token.Sort.NAME && !KEYWORDS.contains(token.text()));
    }
}
