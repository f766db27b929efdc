/** Proof that the ground holds. */
@NullMarked
package org.chengmai.kernel;

import org.jspecify.annotations.NullMarked;
