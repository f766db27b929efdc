/** The law of a case's life and the clocks, proven without a database. */
@NullMarked
package org.chengmai.cases.model;

import org.jspecify.annotations.NullMarked;
