package org.chengmai.device.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By how much readings may be out of order, as files and forms write it: {@code 200 ms}, {@code 5 s}, {@code 2 min}. */
public final class Lateness {

    public static final long LONGEST_MILLIS = 600_000;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})\\s*(ms|s|min)");
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;

    private Lateness() {}

    /** Milliseconds; -1 when it is not so written, or longer than ten minutes. */
    public static long millis(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            return -1;
        }
        long amount = Long.parseLong(matcher.group(1));
        long millis = switch (matcher.group(2)) {
            case "ms" -> amount;
            case "s" -> amount * SECOND;
            default -> amount * MINUTE;
        };
        return millis > LONGEST_MILLIS ? -1 : millis;
    }

    /** In the largest unit that holds it whole. */
    public static String written(long millis) {
        if (millis > 0 && millis % MINUTE == 0) {
            return millis / MINUTE + " min";
        }
        return millis % SECOND == 0 ? millis / SECOND + " s" : millis + " ms";
    }
}
