/** Scenes, alarms and the engine's life, on the whole application and a real database. */
@NullMarked
package org.chengmai.detection;

import org.jspecify.annotations.NullMarked;
