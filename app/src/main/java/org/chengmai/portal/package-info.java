/**
 * The residents' door: report a trouble with photo, place and words, follow it by its code, rate how it ended. Public,
 * without an account, usable by old eyes and hands and without JavaScript. Owns the pages under {@code /report}, the big
 * choices offered there and the limits against abuse; the case itself belongs to {@code cases}.
 */
@NullMarked
package org.chengmai.portal;

import org.jspecify.annotations.NullMarked;
