package org.chengmai.detection.model;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What is wrong with a text that is no YAML, in the words of somebody who has never heard of block ends. */
final class YamlFaults {

    /** What the parser says, how people name it, and what they are told. */
    private record Known(String problem, String code, String sentence) {}

    private static final String WIDE = "：";
    private static final String INDENT = "yaml.indent";
    private static final String BEGINS_ELSEWHERE =
            "Expected the line to begin in the column of its list or key, but it begins elsewhere.";

    private static final List<Known> ALL = List.of(
            new Known("(TAB)", "yaml.tab", "Expected spaces at the beginning of the line, but found a tab."),
            new Known(
                    "mapping values are not allowed",
                    "yaml.colon",
                    "Expected one 'key: value' in a line, but found another colon, or the line begins too far to the right;"
                            + " put a text with ': ' in quotes."),
            new Known("<block mapping start>", INDENT, BEGINS_ELSEWHERE),
            new Known("<block sequence start>", INDENT, BEGINS_ELSEWHERE),
            new Known("but found '-'", INDENT, BEGINS_ELSEWHERE),
            new Known(
                    "expected <block end>",
                    "yaml.after",
                    "Expected the end of the line after a closing quote, but found more; perhaps a quote before is not closed."),
            new Known(
                    "could not find expected ':'",
                    "yaml.no-colon",
                    "Expected 'key: value' with a space after the colon, but found no colon in the line above."),
            new Known(
                    "expected ',' or",
                    "yaml.bracket",
                    "Expected ',' or the closing bracket, but found neither; a text with , [ ] { } needs quotes."),
            new Known(
                    "found unexpected end of stream",
                    "yaml.quote",
                    "Expected the closing quote of the text that begins here, but found none."),
            new Known(
                    "that cannot start any token",
                    "yaml.start",
                    "Expected a text to begin with a letter, a digit or a quote, but found another sign; put it in quotes."),
            new Known(
                    "unexpected character found",
                    "yaml.star",
                    "Expected a name after '*' or '&', but found none; every kind is written \"*\", in quotes."),
            new Known(
                    "expected alphabetic or numeric character",
                    "yaml.star",
                    "Expected a name after '*' or '&', but found none; every kind is written \"*\", in quotes."));

    private YamlFaults() {}

    static void tell(MarkedYAMLException e, String text, Faults faults) {
        String problem = String.valueOf(e.getProblem());
        boolean isQuote = problem.startsWith("found unexpected end of stream") && e.getContextMark() != null;
        Mark mark = isQuote ? e.getContextMark() : e.getProblemMark();
        int line = mark == null ? 1 : mark.getLine() + 1;
        int column = mark == null ? 1 : mark.getColumn() + 1;
        List<String> lines = text.lines().toList();
        for (int near = line; near >= Math.max(1, line - 1); near--) {
            int wide = near <= lines.size() ? wideColon(lines.get(near - 1)) : -1;
            if (wide >= 0) {
                faults.at(near, wide + 1, "yaml.wide", "Expected ': ' after the key, but found the wide colon '：'.");
                return;
            }
        }
        for (Known known : ALL) {
            if (problem.contains(known.problem())) {
                faults.at(line, column, known.code(), known.sentence());
                return;
            }
        }
        faults.at(line, column, "yaml", "Expected YAML, but found: %s.", problem);
    }

    /** Where a wide colon stands in place of a key's, or -1: one before which there is neither colon nor quote. */
    static int wideColon(String line) {
        int wide = line.indexOf(WIDE);
        String before = wide < 0 ? "" : line.substring(0, wide);
        return before.contains(": ") || before.contains("\"") || before.contains("#") ? -1 : wide;
    }
}
