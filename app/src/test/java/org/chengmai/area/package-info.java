/** Proof that places are found, brought in and kept apart. */
@NullMarked
package org.chengmai.area;

import org.jspecify.annotations.NullMarked;
