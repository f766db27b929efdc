/** Alarms, checkpoint and switches of scenes in the database: schema {@code detection}. */
@NullMarked
package org.chengmai.detection.store;

import org.jspecify.annotations.NullMarked;
