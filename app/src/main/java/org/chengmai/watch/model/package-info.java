/** What may be looked for, and what an entry of the watch list says. */
@NullMarked
package org.chengmai.watch.model;

import org.jspecify.annotations.NullMarked;
