package org.chengmai.stream;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * What the texts of a rule ask of the values of its channels: the fixed numbers with which a channel is compared, and the
 * channels of which more than that is asked. A value on the same side of all these numbers as the one before leaves every
 * comparison as it was.
 */
final class Comparisons {
    private final Map<Integer, Set<Double>> constants = new TreeMap<>();
    private final Map<Integer, Set<Integer>> cells = new TreeMap<>();
    private final Set<Integer> otherwise = new TreeSet<>();
    private final ToIntFunction<Expression> cellOf;

    /** {@code cellOf} tells the cell of the row where a fixed number with parameters stands. */
    Comparisons(ToIntFunction<Expression> cellOf) {
        this.cellOf = cellOf;
    }

    Set<Double> constants(int channel) {
        return constants.getOrDefault(channel, Set.of());
    }

    Set<Integer> cells(int channel) {
        return cells.getOrDefault(channel, Set.of());
    }

    /** Whether every other value of the channel may make a difference. */
    boolean isAskedOtherwise(int channel) {
        return otherwise.contains(channel);
    }

    /** Whether some other value of the channel may make a difference. */
    boolean isAsked(int channel) {
        return isAskedOtherwise(channel) || constants.containsKey(channel) || cells.containsKey(channel);
    }

    /** Takes note of what a text asks. */
    void add(Expression text) {
        switch (text) {
            case Expression.Comparison pair -> add(pair);
            case Expression.Channel channel -> otherwise.add(channel.index());
            default -> text.parts().forEach(this::add);
        }
    }

    private void add(Expression.Comparison pair) {
        if (pair.left() instanceof Expression.Channel channel && Fixed.is(pair.right())) {
            compare(channel.index(), pair.right());
        } else if (pair.right() instanceof Expression.Channel channel && Fixed.is(pair.left())) {
            compare(channel.index(), pair.left());
        } else {
            pair.parts().forEach(this::add);
        }
    }

    private void compare(int channel, Expression number) {
        if (Fixed.isConstant(number)) {
            constants.computeIfAbsent(channel, none -> new TreeSet<>()).add(Fixed.value(number));
        } else {
            cells.computeIfAbsent(channel, none -> new TreeSet<>()).add(cellOf.applyAsInt(number));
        }
    }
}
