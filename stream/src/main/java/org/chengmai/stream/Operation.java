package org.chengmai.stream;

/** The instructions that texts of rules are assembled into, by number, and the relations that comparisons name. */
final class Operation {
    static final int END = 0;
    /** Operand: which constant. */
    static final int CONSTANT = 1;
    /** Operand: offset of a double in the row; a channel's value or a parameter. */
    static final int CELL = 2;

    static final int ADD = 3;
    static final int SUBTRACT = 4;
    static final int MULTIPLY = 5;
    static final int DIVIDE = 6;
    static final int NEGATE = 7;
    /** Operand: the relation, as bits of LESS, EQUAL and GREATER; of two values on the stack. */
    static final int COMPARE = 8;
    /** Operands: the relation, two cells. */
    static final int COMPARE_CELLS = 9;
    /** Operands: the relation, a cell, which constant. */
    static final int COMPARE_CONSTANT = 10;
    /** A whole text that is one comparison. Operands: the relation, two cells. */
    static final int TEST_CELLS = 11;
    /** A whole text that is one comparison. Operands: the relation, a cell, which constant. */
    static final int TEST_CONSTANT = 12;
    /** A whole text that is one comparison that holds for a time. Operands: the relation, two cells, the cell of the slot. */
    static final int HELD_CELLS = 13;

    static final int AND = 14;
    static final int OR = 15;
    static final int NOT = 16;
    /** Operand: cell of the slot. */
    static final int HELD = 17;
    /** Operands: cell of the slot, how many channels, the cell of each channel's time. */
    static final int SILENT = 18;
    /** Operands: cell of the slot, how many channels, each channel. */
    static final int REPEATED = 19;

    static final int ABSOLUTE = 20;
    /** Operands: cell of the slot, how many channels, each channel, which function. */
    static final int WINDOW = 21;
    /** Operands: cell of the slot, which function. The readings are taken in elsewhere in the rule. */
    static final int WINDOW_AGAIN = 22;
    /** Operands: cell of the slot, how many channels, each channel, 1 for the spread. */
    static final int BASELINE = 23;
    /** Operands: cell of the slot, 1 for the spread. The readings are taken in elsewhere in the rule. */
    static final int BASELINE_AGAIN = 24;
    /** Operands: from and to, in minutes of the day. */
    static final int HOURS = 25;

    static final int LAST_OF_TWO_OPERANDS = HOURS;
    /** Operand: cell of the slot. */
    static final int FOLLOWED = 26;
    /** Operand: cell of the slot. */
    static final int UNANSWERED = 27;
    /** Operand: cell of the slot. */
    static final int PLACE = 28;
    /** Operand: a bit for each day of the week. */
    static final int WEEKDAYS = 29;
    /** Operand: 1 for working days, 0 for the others. */
    static final int WORKDAYS = 30;

    /** A whole text that is one comparison that holds for a time. Operands: the relation, a cell, which constant, the cell of the slot. */
    static final int HELD_CONSTANT = 31;

    /** A whole text that is silence for a time. Operands as of SILENT. */
    static final int ONLY_SILENT = 32;

    /** Operands: cell of the slot, how many channels, the cell of each channel's time. */
    static final int SILENT_AS_USUAL = 33;

    static final int LESS = 1;
    static final int EQUAL = 2;
    static final int GREATER = 4;

    private Operation() {}
}
