package org.chengmai.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An immutable set of compiled rules. A rule's index is its position in the list it was compiled from. */
public final class RuleBook {
    static final RuleBook EMPTY = compile(List.of(), kind -> null);

    private final List<RuleSpec> rules;
    private final IntFunction<? extends @Nullable Vocabulary> vocabularyOfKind;
    private final Map<Integer, KindCode> codes = new HashMap<>();
    private final int[] placesInKind;

    private RuleBook(List<RuleSpec> rules, IntFunction<? extends @Nullable Vocabulary> vocabularyOfKind) {
        this.rules = rules;
        this.vocabularyOfKind = vocabularyOfKind;
        this.placesInKind = new int[rules.size()];
        Map<Integer, List<Integer>> indexesOfKind = new LinkedHashMap<>();
        for (int i = 0; i < placesInKind.length; i++) {
            List<Integer> indexes = indexesOfKind.computeIfAbsent(rules.get(i).kind(), kind -> new ArrayList<>());
            placesInKind[i] = indexes.size();
            indexes.add(i);
        }
        indexesOfKind.forEach((kind, indexes) -> codes.put(kind, compile(kind, indexes)));
    }

    /**
     * Compiles rules.
     *
     * @param vocabularyOfKind the channels of a kind; null for a kind that is not known. It is also asked, later, for kinds
     *     of devices that no rule watches
     * @throws RuleException at the first fault in a text, a key given twice within a kind, or a kind without vocabulary
     */
    public static RuleBook compile(List<RuleSpec> rules, IntFunction<? extends @Nullable Vocabulary> vocabularyOfKind) {
        return new RuleBook(List.copyOf(rules), vocabularyOfKind);
    }

    /** Checks one rule against the channels of its kind. */
    public static void check(RuleSpec rule, Vocabulary vocabulary) throws RuleException {
        RuleParser.raise(rule, vocabulary);
        RuleParser.clear(rule, vocabulary);
        RuleParser.levels(rule, vocabulary);
    }

    /**
     * How many bytes a rule may come to remember of one device: a window's readings, an own baseline, and the like.
     *
     * @param perSecond how often each channel of the device is heard
     * @throws RuleException when the rule is wrong
     */
    public static long mostBytes(RuleSpec rule, Vocabulary vocabulary, double perSecond) {
        return Footprint.of(rule, vocabulary, perSecond);
    }

    public int size() {
        return rules.size();
    }

    public RuleSpec rule(int index) {
        return rules.get(index);
    }

    /** The code of a kind, also of one that no rule watches. */
    KindCode code(int kind) {
        KindCode code = codes.get(kind);
        return code != null ? code : KindCode.compile(kind, vocabularyOfKind.apply(kind), List.of(), List.of());
    }

    /** The rule's number within the code of its kind. */
    int placeInKind(int index) {
        return placesInKind[index];
    }

    /** Index of the rule that may go on with what the given one has memorised, or -1. */
    int successor(RuleSpec rule) {
        return IntStream.range(0, rules.size())
                .filter(i -> rules.get(i).remembersAs(rule))
                .findFirst()
                .orElse(-1);
    }

    private KindCode compile(int kind, List<Integer> indexes) {
        List<RuleSpec> specs = indexes.stream().map(rules::get).toList();
        Vocabulary vocabulary = vocabularyOfKind.apply(kind);
        RuleSpec first = specs.getFirst();
        if (vocabulary == null) {
            throw new RuleException(
                    first.key(), "raise", 1, RuleFault.KIND, "", List.of(), List.of(first.key(), String.valueOf(kind)));
        }
        for (int i = 0; i < specs.size(); i++) {
            String key = specs.get(i).key();
            if (specs.subList(0, i).stream().anyMatch(other -> other.key().equals(key))) {
                throw new RuleException(
                        key, "raise", 1, RuleFault.TWICE, "", List.of(), List.of(key, String.valueOf(kind)));
            }
        }
        return KindCode.compile(kind, vocabulary, specs, indexes);
    }
}
