/** What a scene's text may say, and what is said of a wrong one. */
@NullMarked
package org.chengmai.detection.model;

import org.jspecify.annotations.NullMarked;
