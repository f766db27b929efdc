package org.chengmai.detection.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong in the text of a scene: where, and what would be right.
 *
 * @param file name of the file, or of what was typed
 * @param line from 1
 * @param column from 1
 * @param code key of the translated sentence: {@code scenes.fault.<code>}
 * @param sentence in English, with what was probably meant
 * @param arguments of the translated sentence; an empty first one stands for the end of the text
 * @param hint what was probably meant; null where nothing can be listed
 */
public record SceneFault(
        String file,
        int line,
        int column,
        String code,
        String sentence,
        List<String> arguments,
        @Nullable Suggestion hint) {

    public SceneFault {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        return "%s:%d:%d: %s".formatted(file, line, column, sentence);
    }
}
