package org.chengmai.device;

/**
 * How many devices there are and how many were heard lately (within their kind's {@code silentMinutes}).
 *
 * @param never of the silent ones, those that were never heard
 */
public record DeviceCounts(int total, int alive, int silent, int never) {}
