package org.chengmai.cases.model;

import java.time.LocalDate;

/**
 * A day that does not follow the week.
 *
 * @param works true for a made-up working day 调休, false for a holiday
 * @param assumed shipped with the program and not yet checked against the official notice
 */
public record Holiday(LocalDate day, boolean works, String name, boolean assumed) {}
