package org.chengmai.device.model;

import org.chengmai.device.AsideReason;

/**
 * Something on its way to be kept aside.
 *
 * @param atMillis when it came, by the city's clock
 * @param device id of the device it is about; empty when nobody knows
 * @param place where that device, or its sender, stands; empty when nobody knows
 * @param payload at most {@link #MOST} characters of it
 * @param size of all of it, bytes
 * @param whole whether {@code payload} is all of it
 */
public record KeptAside(
        long atMillis,
        AsideReason reason,
        String device,
        String place,
        String topic,
        String payload,
        int size,
        boolean whole) {

    /** The most characters of a payload that are kept. */
    public static final int MOST = 4 * 1024;

    private static final int LONGEST_NAME = 200;

    public KeptAside {
        whole = whole && payload.length() <= MOST;
        payload = storable(payload, MOST);
        device = storable(device, LONGEST_NAME);
        topic = storable(topic, LONGEST_NAME);
    }

    /** The text within the length and without NUL, which the database does not take. */
    private static String storable(String text, int most) {
        String head = text.length() > most ? text.substring(0, most) : text;
        return head.indexOf('\0') < 0 ? head : head.replace('\0', '\uFFFD');
    }
}
