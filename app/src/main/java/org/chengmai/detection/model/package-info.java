/** Scenes as text: reading a file, checking it against kinds and matters, and saying where and how it is wrong. */
@NullMarked
package org.chengmai.detection.model;

import org.jspecify.annotations.NullMarked;
