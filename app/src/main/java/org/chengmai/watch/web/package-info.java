/** The back room's page of the watch list. */
@NullMarked
package org.chengmai.watch.web;

import org.jspecify.annotations.NullMarked;
