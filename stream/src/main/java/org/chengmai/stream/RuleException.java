package org.chengmai.stream;

import java.util.List;

/** A fault in the text of a rule, told as one sentence: what was wanted, where, and what stands there instead. */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final String part;
    private final int column;
    private final RuleFault fault;
    private final String found;

    /** Arrays, for an exception is serializable and lists need not be. */
    private final String[] known;

    private final String[] arguments;

    RuleException(
            String rule,
            String part,
            int column,
            RuleFault fault,
            String found,
            List<String> known,
            List<String> arguments) {
        super(fault.told(column, found, known, arguments));
        this.rule = rule;
        this.part = part;
        this.column = column;
        this.fault = fault;
        this.found = found;
        this.known = known.toArray(String[]::new);
        this.arguments = arguments.toArray(String[]::new);
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

    /** What is wrong there. */
    public RuleFault fault() {
        return fault;
    }

    /** The word that stands there; empty at the end of the text. */
    public String found() {
        return found;
    }

    /** What would be right there, where that can be listed; else empty. */
    public List<String> known() {
        return List.of(known);
    }

    /** What else the sentence speaks of, in the order of its {@code {0}}, {@code {1}}, … */
    public List<String> arguments() {
        return List.of(arguments);
    }

    /** The sentence without the column, for those who know a better place. */
    public String withoutColumn() {
        return fault.told(0, found, known(), arguments());
    }
}
