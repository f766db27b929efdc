package org.chengmai.device.intake;

import java.util.regex.Pattern;
import org.chengmai.device.model.Words;
import org.jspecify.annotations.Nullable;

/** What of a payload may be kept aside: nothing of a kind that identifies, and no plate of any other. */
final class Withheld {

    private static final Pattern PLATE = Pattern.compile("(\\p{IsHan}[A-Z])[ ·]?[A-Z0-9]{4,6}\\p{IsHan}?");

    private Withheld() {}

    static String of(@Nullable Words words, String text) {
        return words != null && words.identifies() ? "" : PLATE.matcher(text).replaceAll("$1*****");
    }
}
