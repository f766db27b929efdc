package org.chengmai.area;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How high an area stands in the tree, from the district down to the building. */
public enum Level {
    /** 区 */
    DISTRICT,
    /** 街道、镇 */
    STREET,
    /** 居委会、村委会 */
    COMMITTEE,
    /** 单元网格 */
    GRID,
    /** 小区 */
    ESTATE,
    /** 楼栋 */
    BUILDING;

    /** As files name it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level that files call {@code word}, in any case. */
    public static Optional<Level> of(String word) {
        for (Level level : values()) {
            if (level.name().equalsIgnoreCase(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** The levels a parent may have; empty when such an area can only be a root. */
    Set<Level> parents() {
        return switch (this) {
            case DISTRICT -> Set.of();
            case STREET -> Set.of(DISTRICT);
            case COMMITTEE -> Set.of(STREET);
            case GRID -> Set.of(COMMITTEE, STREET);
            case ESTATE -> Set.of(GRID, COMMITTEE);
            case BUILDING -> Set.of(ESTATE, GRID, COMMITTEE);
        };
    }

    /** Whether an area of this level may stand at the top: a city begins with a district, or with one street alone. */
    boolean mayBeRoot() {
        return this == DISTRICT || this == STREET;
    }
}
