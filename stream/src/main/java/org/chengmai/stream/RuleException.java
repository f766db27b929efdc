package org.chengmai.stream;

/** A fault in the text of a rule, told as one sentence: what was wanted, where, and what stands there instead. */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final String part;
    private final int column;

    RuleException(String rule, String part, int column, String message) {
        super(message);
        this.rule = rule;
        this.part = part;
        this.column = column;
    }

    /** Key of the rule at fault. */
    public String rule() {
        return rule;
    }

    /** Which of its texts: {@code raise}, {@code clear} or {@code level 1} and on. */
    public String part() {
        return part;
    }

    /** Where in that text, counted from 1. */
    public int column() {
        return column;
    }
}
