/** The scenes' pages in the back room. */
@NullMarked
package org.chengmai.detection.web;

import org.jspecify.annotations.NullMarked;
