package org.chengmai.watch.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plate or a door card in the one way of writing in which they are compared. Nothing else can be looked for: a face, a
 * voice, a phone's number or address (11, 12 or 15 digits) does not fit.
 *
 * @param text capitals and digits without blanks and dots
 */
public record Wanted(Sort sort, String text) {

    /** What sort of thing. */
    public enum Sort {
        PLATE,
        CARD
    }

    /** GA 36: province, office, five or six signs, of which the last may be a word such as 警 or 挂. */
    private static final Pattern PLATE = Pattern.compile("\\p{IsHan}[A-Z][A-Z0-9]{4,6}\\p{IsHan}?");

    /** The serial number of a card: 4 or 7 bytes in hexadecimal digits, or 10 decimal digits (ISO/IEC 14443). */
    private static final Pattern CARD = Pattern.compile("[0-9A-F]{8}|[0-9]{10}|[0-9A-F]{14}");

    private static final int LONGEST = 40;

    /** What was typed or sent; empty when it is neither a plate nor a card. */
    public static Optional<Wanted> read(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String text = typed.replaceAll("[\\s·•.:-]", "").toUpperCase(Locale.ROOT);
        if (PLATE.matcher(text).matches()) {
            return Optional.of(new Wanted(Sort.PLATE, text));
        }
        return CARD.matcher(text).matches() ? Optional.of(new Wanted(Sort.CARD, text)) : Optional.empty();
    }

    /** So much of it that people can tell entries apart: {@code 沪A***45}. */
    public String masked() {
        int ends = 2;
        int hidden = text.length() - 2 * ends;
        return text.substring(0, ends) + "*".repeat(hidden) + text.substring(text.length() - ends);
    }

    /** Without the text, so that no log line can name it. */
    @Override
    public String toString() {
        return sort + " " + masked();
    }
}
