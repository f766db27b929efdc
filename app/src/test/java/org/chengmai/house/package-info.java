/** The rules of the house, held by tests whose messages say the legal way out. */
@NullMarked
package org.chengmai.house;

import org.jspecify.annotations.NullMarked;
