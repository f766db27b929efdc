/** Proof of what is held in memory. */
@NullMarked
package org.chengmai.device.model;

import org.jspecify.annotations.NullMarked;
