/** The entries of the watch list in the database: schema {@code watch}. */
@NullMarked
package org.chengmai.watch.store;

import org.jspecify.annotations.NullMarked;
