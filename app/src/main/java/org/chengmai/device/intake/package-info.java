/**
 * How readings come in: payloads parsed into columns on the event loops, one inlet an event loop, one pump that commits and
 * then acknowledges. Memory is bounded: a full inlet stops reading its sockets until the pump has taken what it holds.
 */
@NullMarked
package org.chengmai.device.intake;

import org.jspecify.annotations.NullMarked;
