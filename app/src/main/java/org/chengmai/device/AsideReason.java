package org.chengmai.device;

/** Why something was kept aside instead of taken. */
public enum AsideReason {
    /** No JSON, or not in one of the shapes. */
    MALFORMED,
    /** Larger than 256 KiB. */
    TOO_LARGE,
    /** Nobody has this token. */
    UNKNOWN_TOKEN,
    /** A gateway or a bulk sender names a device that is not there. */
    UNKNOWN_DEVICE,
    /** A gateway speaks for a device outside its own place. */
    OUT_OF_REACH,
    /** A topic that is no topic of ours. */
    UNKNOWN_TOPIC,
    /** The kind of the device has no such channel. */
    UNKNOWN_CHANNEL,
    /** A text, list or object where a number belongs. */
    NOT_A_NUMBER,
    /** Outside the channel's limits, infinite or not a number. */
    OUT_OF_RANGE,
    /** More than five minutes ahead of the city's clock. */
    IN_THE_FUTURE,
    /** Before the year 2000. */
    TOO_OLD;

    /** Whether the same words can be taken later, once a channel, a device or a limit has been put right. */
    public boolean releasable() {
        return switch (this) {
            case UNKNOWN_DEVICE, OUT_OF_REACH, UNKNOWN_CHANNEL, OUT_OF_RANGE, IN_THE_FUTURE, TOO_OLD -> true;
            case MALFORMED, TOO_LARGE, UNKNOWN_TOKEN, UNKNOWN_TOPIC, NOT_A_NUMBER -> false;
        };
    }
}
