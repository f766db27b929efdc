/** Recorded data sets, read and sent. */
@NullMarked
package org.chengmai.replay;

import org.jspecify.annotations.NullMarked;
