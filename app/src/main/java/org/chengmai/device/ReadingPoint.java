package org.chengmai.device;

import java.time.Instant;

/**
 * One point of a chart: what the readings of a stretch of time come to.
 *
 * @param at event time of the first of them
 * @param value mean
 * @param min smallest
 * @param max largest
 * @param first the earliest
 * @param last the latest
 */
public record ReadingPoint(Instant at, double value, double min, double max, double first, double last) {}
