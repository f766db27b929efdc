package org.chengmai.detection;

import java.util.Map;

/**
 * How many alarms are active within a reach.
 *
 * @param byScene scene id → active alarms
 * @param byStreet place path of the street (two steps deep) → active alarms
 */
public record AlarmCounts(long active, Map<String, Long> byScene, Map<String, Long> byStreet) {

    public AlarmCounts {
        byScene = Map.copyOf(byScene);
        byStreet = Map.copyOf(byStreet);
    }
}
