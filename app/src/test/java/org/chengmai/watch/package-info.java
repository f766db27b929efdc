/** Tests of the watch list. */
@NullMarked
package org.chengmai.watch;

import org.jspecify.annotations.NullMarked;
