/** Proof that who should be told is told, at once, and nobody else. */
@NullMarked
package org.chengmai.notification;

import org.jspecify.annotations.NullMarked;
