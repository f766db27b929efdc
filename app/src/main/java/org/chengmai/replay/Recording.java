package org.chengmai.replay;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded, in the order of time: who sent what, when.
 *
 * @param things the devices by their name in the record, in the order they first appear
 */
public record Recording(Map<String, Thing> things, List<Moment> moments) {

    /** A device of the record. */
    public record Thing(
            String name,
            String kind,
            @Nullable Double lon,
            @Nullable Double lat) {}

    /**
     * Values of one device at one time.
     *
     * @param thing name of the device in the record
     * @param atMillis as recorded, UTC
     * @param values channel → value
     */
    public record Moment(String thing, long atMillis, Map<String, Double> values) {
        public Moment {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    public Recording {
        things = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(things));
        moments = List.copyOf(moments);
    }

    static Recording of(Collection<Thing> things, List<Moment> moments) {
        if (moments.isEmpty()) {
            throw Refusal.badInput("replay.empty", "Expected readings in the file, but found none.");
        }
        Map<String, Thing> byName = new LinkedHashMap<>();
        things.forEach(t -> byName.put(t.name(), t));
        return new Recording(
                byName,
                moments.stream()
                        .sorted(Comparator.comparingLong(Moment::atMillis))
                        .toList());
    }

    public long startMillis() {
        return moments.getFirst().atMillis();
    }

    public long endMillis() {
        return moments.getLast().atMillis();
    }

    /** How many single values there are. */
    public long readings() {
        return moments.stream().mapToLong(m -> m.values().size()).sum();
    }
}
