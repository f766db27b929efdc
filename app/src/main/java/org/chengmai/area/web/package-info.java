/** The pages of the area tree, and the outlines that every map of the city draws. */
@NullMarked
package org.chengmai.area.web;

import org.jspecify.annotations.NullMarked;
