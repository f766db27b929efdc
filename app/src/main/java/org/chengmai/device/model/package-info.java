/** Devices in memory, where the hot path asks: the registry, the words of each kind, last values, and kinds read from files. */
@NullMarked
package org.chengmai.device.model;

import org.jspecify.annotations.NullMarked;
