package org.chengmai.device;

import java.time.Instant;

/**
 * Something that was kept aside.
 *
 * @param at when it came
 * @param device id of the device it is about, the address of a sender without a valid token, or empty
 * @param payload at most 4 KiB of it
 * @param size of all of it, bytes
 * @param whole whether {@code payload} is all of it
 */
public record AsideLine(
        long id,
        Instant at,
        AsideReason reason,
        String device,
        String place,
        String topic,
        String payload,
        int size,
        boolean whole) {

    /** Whether it can be tried again. */
    public boolean releasable() {
        return whole && reason.releasable();
    }
}
