package org.chengmai.stream;

import org.chengmai.stream.Expression.Span;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one temporal expression in a device's row. All begin with the span in milliseconds. {@code HELD} goes on with
 * the time since when its condition is TRUE (or NONE); {@code REPEATED} with the count that holds for the device, the count
 * its hits were collected for, and the number of its ring of {@link Hits}.
 *
 * @param cell offset within the row
 * @param count the count of a REPEATED expression
 */
record Slot(Sort sort, int cell, Span span, @Nullable Expression count) {
    static final int SPAN = 0;
    static final int SINCE = 1;
    static final int COUNT = 1;
    static final int COLLECTED_FOR = 2;
    static final int RING = 3;

    enum Sort {
        HELD(2),
        SILENT(1),
        REPEATED(4);

        final int cells;

        Sort(int cells) {
            this.cells = cells;
        }
    }

    void writeFresh(long[] cells, int row) {
        if (sort == Sort.HELD) {
            cells[row + cell + SINCE] = Limits.NONE;
        }
    }

    void writeParameters(long[] cells, int row, double[] parameters) {
        cells[row + cell + SPAN] = Limits.span(amount(span.amount(), parameters), span.unitMillis());
        if (count != null) {
            cells[row + cell + COUNT] = Limits.count(amount(count, parameters));
        }
    }

    private static double amount(Expression amount, double[] parameters) {
        return switch (amount) {
            case Expression.Constant constant -> constant.value();
            case Expression.Parameter parameter -> parameters[parameter.index()];
            default -> Double.NaN;
        };
    }
}
