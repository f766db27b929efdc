/**
 * Sends recorded data sets through the real MQTT door of a running city: reads them, registers the devices they speak of,
 * and keeps their spacing. The event times are moved so that a record ends now. Has a running city try a scene on its own
 * stored readings, too. Owns nothing.
 */
@NullMarked
package org.chengmai.replay;

import org.jspecify.annotations.NullMarked;
