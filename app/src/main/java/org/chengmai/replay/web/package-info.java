/** The door through which a replay on the same machine registers its devices. */
@NullMarked
package org.chengmai.replay.web;

import org.jspecify.annotations.NullMarked;
