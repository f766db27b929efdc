package org.chengmai.cases;

/**
 * A case was opened.
 *
 * @param automatic whether it waits for the plan rather than for a human
 */
public record CaseReported(long id, boolean automatic, String place, String matter, String source) {}
