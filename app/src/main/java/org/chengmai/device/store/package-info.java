/** Devices in the database: kinds, devices, the log by binary COPY, its partitions, last values, and what was kept aside. */
@NullMarked
package org.chengmai.device.store;

import org.jspecify.annotations.NullMarked;
