package org.chengmai.cases.model;

/** How bad it is. */
public enum Severity {
    /** 一般. */
    MINOR,
    /** 较急. */
    MAJOR,
    /** 紧急. */
    CRITICAL
}
