/** Proof that the right people hear of a case, and that the desk and the field carry it to its end. */
@NullMarked
package org.chengmai.dispatch;

import org.jspecify.annotations.NullMarked;
