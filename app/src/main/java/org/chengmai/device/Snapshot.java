package org.chengmai.device;

import java.time.Instant;

/**
 * What a camera saw at a moment; the picture itself is asked for by {@link Snapshots#image}.
 *
 * @param at event time
 */
public record Snapshot(long id, int device, Instant at) {}
