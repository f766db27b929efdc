package org.chengmai.detection.model;

import java.util.Map;
import java.util.function.Predicate;
import org.chengmai.stream.Vocabulary;

/**
 * What a scene may speak of.
 *
 * @param vocabularies device kind → its channels
 * @param matters whether the catalogue has a matter of this code
 */
public record Surroundings(Map<String, Vocabulary> vocabularies, Predicate<String> matters) {

    public Surroundings {
        vocabularies = Map.copyOf(vocabularies);
    }
}
