package org.chengmai.detection.model;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong in one text, so that an author sees all of it at once. */
final class Faults {

    private final String file;
    private final List<SceneFault> found = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    /** A fault at the beginning of a node; {@code sentence} has a {@code %s} for each argument. */
    void at(Node node, String code, String sentence, String... arguments) {
        Mark mark = node.getStartMark();
        at(mark.getLine() + 1, mark.getColumn() + 1, code, sentence, arguments);
    }

    void at(int line, int column, String code, String sentence, String... arguments) {
        found.add(
                new SceneFault(file, line, column, code, sentence.formatted((Object[]) arguments), List.of(arguments)));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<SceneFault> list() {
        return List.copyOf(found);
    }
}
