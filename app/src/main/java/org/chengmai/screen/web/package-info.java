/** The page {@code /screen}, the picture of the moment that it shows, and the newest events in memory. */
@NullMarked
package org.chengmai.screen.web;

import org.jspecify.annotations.NullMarked;
