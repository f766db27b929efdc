package org.chengmai.stream;

import org.chengmai.stream.Expression.Span;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one temporal expression in a device's row. All begin with the span in milliseconds; what follows is named
 * below by the sort that has it. A mark of 0 stands for no ring, and for a truth that is not yet known.
 *
 * @param cell offset within the row
 * @param span null where the sort has none
 * @param count the count of a REPEATED expression
 */
record Slot(
        Sort sort, int cell, @Nullable Span span, @Nullable Expression count) {
    static final int SPAN = 0;

    /** HELD and UNANSWERED: since when, or NONE. */
    static final int SINCE = 1;

    /** REPEATED: the count that holds for the device. */
    static final int COUNT = 1;
    /** REPEATED: the count its hits were collected for. */
    static final int COLLECTED_FOR = 2;
    /** REPEATED: the number of its ring of {@link Hits}. */
    static final int RING = 3;

    /** WINDOW, BASELINE and GAPS: the span its readings were collected for. */
    static final int SPAN_BEFORE = 1;
    /** WINDOW, BASELINE and GAPS: the number of its ring of {@link Samples}, its book of {@link Baselines} or {@link Gaps}. */
    static final int READINGS = 2;
    /** GAPS: the newest time heard, or NONE. */
    static final int HEARD = 3;

    /** FOLLOWED and UNANSWERED: whether the first condition was TRUE at the last look. */
    static final int FIRST_WAS = 2;
    /** FOLLOWED: when the first condition last became TRUE, and when it last did so earlier than that; or NONE. */
    static final int BEGAN = 3;

    static final int BEGAN_BEFORE = 4;
    /** FOLLOWED: 0 while the second condition is not TRUE, 1 when it is, 2 when it came in time. */
    static final int SECOND = 1;

    /** PLACE: the device's own truth, as {@link Places} marks it. */
    static final int TRUTH = 1;
    /** PLACE: the bits of the number that the last look saw. */
    static final int SEEN = 2;
    /** PLACE: 1 when the number is another since then, so that the rule is due. */
    static final int CHANGED = 3;
    /** PLACE: the number of the tally, or 0 in no place. */
    static final int TALLY = 4;

    /** LEVEL: the level that was told. */
    static final int LEVEL = 1;

    /** The letter is how a snapshot names the sort. */
    enum Sort {
        HELD('H', 2),
        SILENT('S', 1),
        REPEATED('R', 4),
        WINDOW('W', 3),
        BASELINE('B', 3),
        GAPS('G', 4),
        FOLLOWED('F', 5),
        UNANSWERED('U', 3),
        PLACE('P', 5),
        LEVEL('L', 2);

        final char letter;
        final int cells;

        Sort(char letter, int cells) {
            this.letter = letter;
            this.cells = cells;
        }

        static Sort of(char letter) {
            for (Sort sort : values()) {
                if (sort.letter == letter) {
                    return sort;
                }
            }
            throw new IllegalArgumentException("Expected a sort of slot, but found '" + letter + "'.");
        }
    }

    /** Writes the cells of a device that has not been looked at. */
    void writeFresh(long[] cells, int row) {
        int at = row + cell;
        switch (sort) {
            case HELD -> cells[at + SINCE] = Limits.NONE;
            case GAPS -> cells[at + HEARD] = Limits.NONE;
            case UNANSWERED -> {
                cells[at + SINCE] = Limits.NONE;
                cells[at + FIRST_WAS] = 0;
            }
            case FOLLOWED -> {
                cells[at + SECOND] = 0;
                cells[at + FIRST_WAS] = 0;
                cells[at + BEGAN] = Limits.NONE;
                cells[at + BEGAN_BEFORE] = Limits.NONE;
            }
            case PLACE -> cells[at + CHANGED] = 1;
            case LEVEL -> cells[at + LEVEL] = 0;
            case SILENT, REPEATED, WINDOW, BASELINE -> {}
        }
    }

    void writeParameters(long[] cells, int row, double[] parameters) {
        if (span != null) {
            cells[row + cell + SPAN] = Limits.span(Fixed.value(span.amount(), parameters), span.unitMillis());
        }
        if (count != null) {
            cells[row + cell + COUNT] = Limits.count(Fixed.value(count, parameters));
        }
    }
}
