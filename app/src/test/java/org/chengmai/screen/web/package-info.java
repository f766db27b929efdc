/** Tests of {@code screen}. */
@NullMarked
package org.chengmai.screen.web;

import org.jspecify.annotations.NullMarked;
