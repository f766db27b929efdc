package org.chengmai.cases.model;

import java.util.EnumSet;
import java.util.Set;

/** Where a case stands on its way: 受理 → 立案 → 派遣 → 处置 → 反馈 → 核实 → 结案, or 作废. */
public enum Status {
    /** 待受理: somebody noticed it; nobody of the desk has looked yet. */
    REPORTED,
    /** 已受理: the desk has taken it up. */
    ACCEPTED,
    /** 已立案: it is a case with a matter, a place and a deadline; no unit has it. */
    REGISTERED,
    /** 已派遣: given to a unit that has not taken it. */
    DISPATCHED,
    /** 处置中: taken by the unit. */
    HANDLING,
    /** 已反馈: the unit says what came of it. */
    FED_BACK,
    /** 已核实: somebody else has looked and agrees. */
    VERIFIED,
    /** 已结案: over. */
    CLOSED,
    /** 已作废: over without work. */
    VOID;

    /** Statuses in which a unit holds an open task. */
    public static final Set<Status> WITH_UNIT = EnumSet.of(DISPATCHED, HANDLING);

    /** Statuses in which the clock of the case runs. */
    public static final Set<Status> ON_THE_CLOCK = EnumSet.of(REGISTERED, DISPATCHED, HANDLING);

    /** Whether nothing more happens to the case but notes and a rating. */
    public boolean over() {
        return this == CLOSED || this == VOID;
    }

    boolean beforeDispatch() {
        return compareTo(DISPATCHED) < 0;
    }
}
