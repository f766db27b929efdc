package org.chengmai.detection.model;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A place in a file, both counted from 1.
 *
 * @param line of the file
 * @param column in that line
 */
record Spot(int line, int column) {

    static Spot of(Node node) {
        return new Spot(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    /**
     * Where the character {@code inText}, from 1, of a node's text stands in the file. YAML folds lines and drops indentation,
     * so signs are counted and blanks are not.
     */
    static Spot in(String file, Node node, int inText) {
        if (!(node instanceof ScalarNode scalar)) {
            return of(node);
        }
        String text = scalar.getValue().strip();
        int end = Math.min(inText - 1, text.length());
        int signs = (int) text.substring(0, end).chars().filter(c -> c > ' ').count();
        int at = file.offsetByCodePoints(0, scalar.getStartMark().getIndex()) + opening(file, scalar);
        int last = file.offsetByCodePoints(0, scalar.getEndMark().getIndex());
        boolean isEnd = end == text.length();
        while (at < last && (signs > 0 || (!isEnd && file.charAt(at) <= ' '))) {
            signs -= file.charAt(at) > ' ' ? 1 : 0;
            at++;
        }
        int line = (int) file.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new Spot(line, at - file.lastIndexOf('\n', at - 1));
    }

    /** What stands before the text: a quote, or the line with {@code |} or {@code >}. */
    private static int opening(String file, ScalarNode scalar) {
        ScalarStyle style = scalar.getScalarStyle();
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            int start = file.offsetByCodePoints(0, scalar.getStartMark().getIndex());
            return file.indexOf('\n', start) + 1 - start;
        }
        return style == ScalarStyle.PLAIN ? 0 : 1;
    }
}
