/** The pages of the area tree over real HTTP. */
@NullMarked
package org.chengmai.area.web;

import org.jspecify.annotations.NullMarked;
