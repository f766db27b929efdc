/** Proof that only those come in who may. */
@NullMarked
package org.chengmai.identity;

import org.jspecify.annotations.NullMarked;
