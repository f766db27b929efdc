package org.chengmai.stream;

/**
 * What an engine has done since it was made.
 *
 * @param counted readings that moved a device
 * @param lateOrDuplicate readings not newer than the last counted one of their device and channel
 * @param unknown readings of no registered device or channel, or without a usable value or time
 * @param raised alarms raised
 * @param cleared alarms cleared
 * @param timersFired rules looked at because time had passed
 * @param late of {@code lateOrDuplicate}, those strictly older than the last counted one: late beyond what their kind allows
 */
public record Counters(
        long counted, long lateOrDuplicate, long unknown, long raised, long cleared, long timersFired, long late) {}
