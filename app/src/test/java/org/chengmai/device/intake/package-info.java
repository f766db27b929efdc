/** Proof of the parts of the intake that need no database. */
@NullMarked
package org.chengmai.device.intake;

import org.jspecify.annotations.NullMarked;
