package org.chengmai.detection.model;

import java.util.List;

/**
 * One thing wrong in the text of a scene: where, and what would be right.
 *
 * @param file name of the file, or of what was typed
 * @param line from 1
 * @param column from 1
 * @param code key of the translated sentence: {@code detection.fault.<code>}
 * @param sentence in English
 */
public record SceneFault(String file, int line, int column, String code, String sentence, List<String> arguments) {

    public SceneFault {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        return "%s:%d:%d: %s".formatted(file, line, column, sentence);
    }
}
