/** Checks against real recordings and files; they run only where the environment names their folder, CHENGMAI_REAL_DATA. */
@NullMarked
package org.chengmai.realdata;

import org.jspecify.annotations.NullMarked;
