/** How alarms and the engine's state are kept. */
@NullMarked
package org.chengmai.detection.store;

import org.jspecify.annotations.NullMarked;
