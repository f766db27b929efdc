package org.chengmai.area;

import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/**
 * One place of the tree.
 *
 * @param id official code where there is one: 6 digits a district, 9 a street, 12 a committee, 15 a grid cell
 * @param place path in the tree, itself included, each id followed by a slash: {@code 310107/310107005/}
 * @param parent id of the area above; null for a root
 * @param centre WGS-84; null when neither the tree nor an outline tells it
 * @param approximate whether the outline is only drawn roughly, not surveyed
 */
public record Area(
        String id,
        String place,
        @Nullable String parent,
        Level level,
        String name,
        @Nullable Point centre,
        boolean approximate) {}
