package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a rule's text.
 *
 * @param column where it starts, counted from 1
 */
record Token(Sort sort, String text, int column) {

    enum Sort {
        NUMBER,
        NAME,
        SYMBOL,
        STRANGE,
        END
    }

    /** Signs of other languages, wide digits and letters, and words of any script but the Latin one, each as a whole. */
    private static final Pattern FOREIGN =
            Pattern.compile("==|<>|=>|=<|&&|\\|\\||[\\uFF10-\\uFF19\\uFF0E]+|[\\uFF21-\\uFF3A\\uFF41-\\uFF5A]+"
                    + "|[\\p{IsAlphabetic}&&[^A-Za-z\\uFF21-\\uFF3A\\uFF41-\\uFF5A]]+");

    private static final Pattern WORD = Pattern.compile("(?<number>[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\\.[0-9]+)"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<symbol>!=|<=|>=|[=<>+\\-*/(),:])");

    /** The words of a text, ended by one of sort END. */
    static List<Token> read(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        Matcher foreign = FOREIGN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            if (Character.isWhitespace(letter)) {
                at++;
            } else if (foreign.find(at) && foreign.start() == at) {
                tokens.add(new Token(Sort.STRANGE, foreign.group(), at + 1));
                at = foreign.end();
            } else if (matcher.find(at) && matcher.start() == at) {
                tokens.add(new Token(sort(matcher), matcher.group(), at + 1));
                at = matcher.end();
            } else {
                tokens.add(new Token(Sort.STRANGE, Character.toString(letter), at + 1));
                at += Character.charCount(letter);
            }
        }
        tokens.add(new Token(Sort.END, "", text.length() + 1));
        return tokens;
    }

    private static Sort sort(Matcher matcher) {
        if (matcher.group("number") != null) {
            return Sort.NUMBER;
        }
        return matcher.group("name") != null ? Sort.NAME : Sort.SYMBOL;
    }

    boolean is(String word) {
        return text.equals(word) && (sort == Sort.NAME || sort == Sort.SYMBOL);
    }
}
