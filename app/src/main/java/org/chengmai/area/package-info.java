/**
 * The tree of places: district → street → committee → grid cell → estate → building, official codes as ids, with outlines.
 * Owns schema {@code area}, the import of trees and polygons, the look-up of the area a point lies in, the outlines that
 * maps draw, and the example district. Coordinates inside are WGS-84; GCJ-02 is converted at the door.
 */
@NullMarked
package org.chengmai.area;

import org.jspecify.annotations.NullMarked;
