package org.chengmai.kernel;

import java.math.BigDecimal;

/** A number as people write it: {@code 5}, not {@code 5.0}; templates use it too. */
public final class PlainNumber {

    private PlainNumber() {}

    public static String of(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : "–";
    }
}
