package org.chengmai.bench;

import java.util.Locale;

/** Figures as they are found: each a line on the terminal, at the end all of them as one JSON object. */
final class Figures {

    private final StringBuilder json;

    Figures(String bench) {
        json = new StringBuilder("{\"bench\":\"").append(bench).append('"');
    }

    /** Tells one figure; {@code format} as in {@link String#format}. */
    void tell(String name, double value, String format) {
        String text = String.format(Locale.ROOT, format, value);
        System.out.printf("%-28s %s%n", name, text);
        json.append(",\"").append(name).append("\":").append(text);
    }

    /** Tells how many there are of something. */
    void tell(String name, long count) {
        tell(name, (double) count, "%.0f");
    }

    void end() {
        System.out.println(json + "}");
    }
}
