package org.chengmai.cases.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.chengmai.kernel.Bilingual;

/**
 * One line of a case's history; never changed, never removed.
 *
 * @param seq 1 for the report, then one by one
 * @param account who did it; 0 for the city and for the public
 * @param data what else the kind knows, as stored
 */
public record Event(
        int seq, Instant at, long account, String name, EventKind kind, String words, Map<String, Object> data) {

    /** The words for a page in {@code locale}, where the city said them in both languages. */
    public String said(Locale locale) {
        return new Bilingual(words, data.get("en") instanceof String en ? en : "").in(locale);
    }
}
