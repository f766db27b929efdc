package org.chengmai.detection.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        found.add(new SceneFault(
                file, line, column, code, sentence.formatted((Object[]) arguments), List.of(arguments), null));
    }

    /** A fault at a word that is none of the known ones; the sentence ends with what was probably meant. */
    void unknown(Node node, String code, Suggestion hint, String sentence, String... arguments) {
        Mark mark = node.getStartMark();
        String whole = sentence.formatted((Object[]) arguments) + "; " + hint;
        found.add(
                new SceneFault(file, mark.getLine() + 1, mark.getColumn() + 1, code, whole, List.of(arguments), hint));
    }

    void add(Spot spot, String code, String sentence, List<String> arguments, @Nullable Suggestion hint) {
        found.add(new SceneFault(file, spot.line(), spot.column(), code, sentence, arguments, hint));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<SceneFault> list() {
        return List.copyOf(found);
    }
}
