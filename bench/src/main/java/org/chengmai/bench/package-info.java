/** Load and speed, measured on the real program as a process of its own. Never shipped. */
@NullMarked
package org.chengmai.bench;

import org.jspecify.annotations.NullMarked;
