package org.chengmai.kernel;

import java.util.Locale;

/** A name as people see it: Chinese first, English second. */
public record Bilingual(String zh, String en) {

    /** The name for a page in {@code locale}; English only where English was asked for. */
    public String in(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) && !en.isBlank() ? en : zh;
    }
}
