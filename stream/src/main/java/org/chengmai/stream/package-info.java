/** The pure core: readings in event time become alarms raised and cleared. JDK only; no clock, thread or I/O of its own. */
@NullMarked
package org.chengmai.stream;

import org.jspecify.annotations.NullMarked;
