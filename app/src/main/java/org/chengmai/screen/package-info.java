/**
 * The wall that commanders watch: a map of devices, alarms and cases, figures by street and scene, and the newest events
 * as they happen. Owns the page {@code /screen}, which shows what lies within the viewer's reach; keeps no tables.
 */
@NullMarked
package org.chengmai.screen;

import org.jspecify.annotations.NullMarked;
