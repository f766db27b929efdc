/** Tests of {@code demo}. */
@NullMarked
package org.chengmai.demo;

import org.jspecify.annotations.NullMarked;
