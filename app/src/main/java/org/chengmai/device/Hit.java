package org.chengmai.device;

import java.time.Instant;

/**
 * Something that a device read and somebody looks for; what it was is not kept.
 *
 * @param device number of the device
 * @param entry number of the entry that wants it
 * @param at event time
 */
public record Hit(long id, int device, long entry, Instant at) {}
