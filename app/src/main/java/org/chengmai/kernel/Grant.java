package org.chengmai.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One role in one place.
 *
 * @param place path in the area tree, ids each followed by a slash: {@code 310107/310107005/}; empty reaches everything
 * @param unit the responsible unit that the holder works for, if any
 */
public record Grant(Role role, String place, @Nullable String unit) {}
