package org.chengmai.stream;

import java.util.List;
import org.chengmai.stream.Expression.Span;

/** Reads {@code usual gap(0.9, 28 d) * 1.5 from 4 h to 24 h else 12 h} in a rule's text. */
final class UsualGap {
    private UsualGap() {}

    static boolean isNext(Words words) {
        return words.token().is("usual") && words.next().is("gap");
    }

    static Expression read(Words words, List<Integer> channels) {
        words.take("usual");
        words.take("gap");
        words.take("(");
        Expression quantile = words.share();
        words.take(",");
        Span days = words.days();
        words.take(")");
        Expression factor = new Expression.Constant(1);
        if (words.token().is("*")) {
            words.step();
            factor = words.amount();
        }
        words.take("from");
        Span least = words.span();
        words.take("to");
        Span most = words.span();
        words.take("else");
        return new Expression.SilentAsUsual(channels, quantile, days, factor, least, most, words.span());
    }
}
