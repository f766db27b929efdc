package org.chengmai.detection.model;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chengmai.stream.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * What a scene may speak of.
 *
 * @param vocabularies device kind → its channels
 * @param matters whether the catalogue has a matter of this code
 * @param rules every rule as {@code scene.rule} → the rules above it; null where the other scenes are not known
 */
public record Surroundings(
        Map<String, Vocabulary> vocabularies,
        Predicate<String> matters,
        @Nullable Map<String, List<String>> rules) {

    public Surroundings {
        vocabularies = Map.copyOf(vocabularies);
        rules = rules == null ? null : Map.copyOf(rules);
    }

    /** Surroundings of one scene alone: any rule may stand above its own. */
    public Surroundings(Map<String, Vocabulary> vocabularies, Predicate<String> matters) {
        this(vocabularies, matters, null);
    }
}
