/**
 * The things that sense: kinds and their channels, devices and where they stand, the doors through which readings come in
 * (MQTT and HTTP), the log that keeps them, the last values, and what had to be kept aside. Owns schema {@code device}.
 * A reading is acknowledged after its commit, and only committed readings are told to followers.
 */
@NullMarked
package org.chengmai.device;

import org.jspecify.annotations.NullMarked;
