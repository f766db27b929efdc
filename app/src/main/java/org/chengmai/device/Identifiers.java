package org.chengmai.device;

/** Who is asked whether somebody looks for what a device has read: a plate, a door card. */
public interface Identifiers {

    /** Number of the entry that wants it, 0 for none. Called for each such reading by any thread; must not block. */
    long wanted(Device device, String text);
}
