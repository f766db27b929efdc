package org.chengmai.cases.model;

/** Which hours count against a limit. */
public enum ClockKind {
    /** 紧急工作时: every hour of every day. */
    ALL_HOURS,
    /** 工作时: 08–12 and 14–18 on working days. */
    WORK_HOURS,
    /** 工作日: around the clock on working days; a day of the limit is 24 such hours. */
    WORK_DAYS,
    /** 自然日: around the clock on all days; a day of the limit is 24 hours. */
    NATURAL_DAYS
}
