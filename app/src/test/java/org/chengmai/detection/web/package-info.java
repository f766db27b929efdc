/** The scenes' pages as an officer meets them. */
@NullMarked
package org.chengmai.detection.web;

import org.jspecify.annotations.NullMarked;
