/** Proof that devices come in: over real sockets, into a real database, through crashes. */
@NullMarked
package org.chengmai.device;

import org.jspecify.annotations.NullMarked;
