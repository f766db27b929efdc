/**
 * The watch list: vehicles and door cards that are looked for by law, each with its legal basis, owner and end. Owns the
 * entries; plates and cards themselves stay at the door of the devices, where they are compared with a keyed hash and go no
 * further. Answers the intake ({@link org.chengmai.device.Identifiers}) and hands cases that come of a hit to the owner.
 */
@NullMarked
package org.chengmai.watch;

import org.jspecify.annotations.NullMarked;
