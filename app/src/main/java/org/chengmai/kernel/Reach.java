package org.chengmai.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an actor's right to one act goes: every record below one of the places, given to one of the units, or to the
 * account itself. Every query of every module is bounded by one; {@link #patterns()} and {@link #units()} go into SQL as
 * {@code (place like any(:reach) or unit = any(:units))}.
 */
public record Reach(List<String> places, List<String> unitList, long account) {

    public static final Reach EVERYTHING = new Reach(List.of(""), List.of(), 0);

    public Reach {
        places = List.copyOf(places);
        unitList = List.copyOf(unitList);
    }

    /** Whether a record in this place is within reach. */
    public boolean covers(String place) {
        return places.stream().anyMatch(place::startsWith);
    }

    /** Whether a record in this place, or given to this unit, is within reach. */
    public boolean covers(String place, @Nullable String unit) {
        return covers(place) || (unit != null && unitList.contains(unit));
    }

    /** Whether nothing at all is within reach by place or unit. */
    public boolean isEmpty() {
        return places.isEmpty() && unitList.isEmpty();
    }

    /** LIKE patterns for a place column. */
    public String[] patterns() {
        return places.stream().map(p -> p + "%").toArray(String[]::new);
    }

    /** Values for a unit column. */
    public String[] units() {
        return unitList.toArray(String[]::new);
    }
}
