/** The proofs of the core: stories, the plain twin with its random comparisons, and the measure of speed. */
@NullMarked
package org.chengmai.stream;

import org.jspecify.annotations.NullMarked;
