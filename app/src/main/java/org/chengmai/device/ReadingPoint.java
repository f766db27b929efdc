package org.chengmai.device;

import java.time.Instant;

/**
 * One point of a chart.
 *
 * @param value mean of the readings that the point stands for
 * @param min smallest of them
 * @param max largest of them
 */
public record ReadingPoint(Instant at, double value, double min, double max) {}
