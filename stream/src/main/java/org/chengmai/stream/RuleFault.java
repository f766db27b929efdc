package org.chengmai.stream;

import java.util.List;

/**
 * What can be wrong at one word of a rule's text. Each has its sentence: {@code {found}} is the word that stands there,
 * {@code {at}} its column, {@code {0}} and {@code {1}} what else the sentence speaks of, {@code {known}} what would be right.
 */
public enum RuleFault {
    /** More text than a rule may have; of at most {@code {0}} characters. */
    LONG("Expected at most {0} characters, but found more."),
    PARAMETER_IS_CHANNEL("Expected parameter '{0}' to be no channel, but the kind has one."),
    /** A letter or sign that the language does not have. */
    SIGN("Expected a word, number or sign of the language{at}, but found {found}."),
    /** One word or sign, {@code {0}}, is wanted and another stands there. */
    WORD("Expected '{0}'{at}, but found {found}."),
    /** More than {@code {0}} brackets within each other. */
    BRACKETS("Expected at most {0} brackets within each other{at}, but found more."),
    UNIT("Expected a unit (ms, s, min, h, d){at}, but found {found}."),
    DURATION("Expected a duration from 0 to 36525 d{at}, but found {0}."),
    DAYS_UNIT("Expected 'd': the days of the baseline{at}, but found {found}."),
    /** Days of a baseline, {@code {2}}, not between {@code {0}} and {@code {1}}. */
    DAYS("Expected whole days from {0} to {1}{at}, but found {2}."),
    SHARE("Expected a share from 0 to 1{at}, but found {0}."),
    /** A count, {@code {1}}, that is not whole or more than {@code {0}}. */
    TIMES("Expected a whole number of times from 1 to {0}{at}, but found {1}."),
    CONDITION("Expected a condition{at}, but found a number; compare it, as in 'occupied = 1'."),
    NUMBER("Expected a number{at}, but found a condition."),
    CHANNEL("Expected a channel{at}, but found {found}; known: {known}."),
    FUNCTION("Expected one of {known} before '('{at}, but found {found}."),
    NAME("Expected a channel or parameter{at}, but found {found}; known: {known}."),
    AMOUNT("Expected a number or parameter{at}, but found {found}; known: {known}."),
    END("Expected 'and', 'or', 'for' or the end{at}, but found {found}."),
    /** A comparison of a comparison. */
    CHAIN("Expected one comparison{at}, but found another {found}; join two by 'and', as in 'a > 1 and a < 3'."),
    VALUE("Expected a condition or number{at}, but found {found}."),
    NO_CHANNEL("Expected a channel or 'silent' in the rule, but it names none."),
    /** Brackets after {@code {0}} without a channel. */
    NO_CHANNEL_INSIDE("Expected a channel within the brackets after '{0}', but they name none."),
    LEVEL("Expected a level ({known}){at}, but found {found}."),
    /** A place expression within another. */
    PLACE_IN_PLACE("Expected no '{0}' within the brackets of another{at}, but found one."),
    STRETCH("Expected a stretch of the day as in '22:00-06:00'{at}, but it begins where it ends."),
    TIME("Expected a time from 00:00 to 24:00{at}, but found {found}."),
    DAY("Expected 'workdays', 'restdays' or a day (mon, tue, wed, thu, fri, sat, sun){at}, but found {found}."),
    /** A kind that nobody knows, {@code {1}}, is watched by rule {@code {0}}. */
    KIND("Expected rule '{0}' to watch a known kind, but found {1}."),
    /** Two rules of the key {@code {0}} for kind {@code {1}}. */
    TWICE("Expected one rule '{0}' for kind {1}, but found two.");

    private final String sentence;

    RuleFault(String sentence) {
        this.sentence = sentence;
    }

    /** The sentence, with its column where there is one. */
    String told(int column, String found, List<String> known, List<String> arguments) {
        String told = sentence.replace("{at}", column > 0 ? " at column " + column : "")
                .replace("{known}", known.isEmpty() ? "none" : String.join(", ", known));
        for (int i = 0; i < arguments.size(); i++) {
            told = told.replace("{" + i + "}", arguments.get(i));
        }
        return told.replace("{found}", found.isEmpty() ? "the end" : "'" + found + "'");
    }
}
