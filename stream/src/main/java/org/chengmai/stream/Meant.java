package org.chengmai.stream;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;

/** What somebody meant who wrote a sign or word that the language does not have: Chinese typing, or another language. */
final class Meant {
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("≥", ">="),
            Map.entry("≧", ">="),
            Map.entry("⩾", ">="),
            Map.entry("≤", "<="),
            Map.entry("≦", "<="),
            Map.entry("⩽", "<="),
            Map.entry("≠", "!="),
            Map.entry("×", "*"),
            Map.entry("÷", "/"),
            Map.entry("、", ","),
            Map.entry("。", "."),
            Map.entry("—", "-"),
            Map.entry("–", "-"),
            Map.entry("−", "-"),
            Map.entry("~", "-"),
            Map.entry("【", "("),
            Map.entry("】", ")"),
            Map.entry("[", "("),
            Map.entry("]", ")"),
            Map.entry("{", "("),
            Map.entry("}", ")"),
            Map.entry("==", "="),
            Map.entry("<>", "!="),
            Map.entry("=>", ">="),
            Map.entry("=<", "<="),
            Map.entry("&&", "and"),
            Map.entry("&", "and"),
            Map.entry("||", "or"),
            Map.entry("|", "or"),
            Map.entry("!", "not"));

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("毫秒", "ms"),
            Map.entry("秒", "s"),
            Map.entry("秒钟", "s"),
            Map.entry("分", "min"),
            Map.entry("分钟", "min"),
            Map.entry("小时", "h"),
            Map.entry("时", "h"),
            Map.entry("天", "d"),
            Map.entry("日", "d"),
            Map.entry("且", "and"),
            Map.entry("并且", "and"),
            Map.entry("和", "and"),
            Map.entry("或", "or"),
            Map.entry("或者", "or"),
            Map.entry("非", "not"),
            Map.entry("不", "not"),
            Map.entry("持续", "for"),
            Map.entry("次", "times"),
            Map.entry("内", "within"),
            Map.entry("工作日", "workdays"),
            Map.entry("休息日", "restdays"),
            Map.entry("节假日", "restdays"));

    /** Lengths of time as people write them, and the unit of the language. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("mins", "min"),
            Map.entry("minute", "min"),
            Map.entry("minutes", "min"),
            Map.entry("hr", "h"),
            Map.entry("hrs", "h"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("day", "d"),
            Map.entry("days", "d"));

    private Meant() {}

    /** What a strange sign or word stands for in the language; empty where that cannot be said. */
    static String by(String strange) {
        String known = SIGNS.getOrDefault(strange, WORDS.getOrDefault(strange, ""));
        if (!known.isEmpty()) {
            return known;
        }
        String narrow = Normalizer.normalize(strange, Normalizer.Form.NFKC);
        boolean isPlain = !narrow.equals(strange) && narrow.chars().allMatch(letter -> letter > ' ' && letter < 127);
        return isPlain ? SIGNS.getOrDefault(narrow, narrow) : "";
    }

    /** The unit that is meant by a word for a length of time; empty where it is none. */
    static List<String> unit(String word) {
        String unit = UNITS.get(word.toLowerCase(java.util.Locale.ROOT));
        return unit == null ? List.of() : List.of(unit);
    }
}
