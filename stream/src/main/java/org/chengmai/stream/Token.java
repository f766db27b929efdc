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

    private static final Pattern WORD = Pattern.compile("(?<number>[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\\.[0-9]+)"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<symbol>!=|<=|>=|[=<>+\\-*/(),:])");

    /** The words of a text, ended by one of sort END. */
    static List<Token> read(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            if (Character.isWhitespace(letter)) {
                at++;
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

    String quoted() {
        return sort == Sort.END ? "the end" : "'" + text + "'";
    }
}
