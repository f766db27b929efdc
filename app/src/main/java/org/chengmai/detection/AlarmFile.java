package org.chengmai.detection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chengmai.cases.model.Severity;
import org.chengmai.device.Device;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one alarm.
 *
 * @param scene as it is now; null when it is gone
 * @param numbers the parameters of the scene as they hold for the device now
 * @param history what else the database knows
 */
public record AlarmFile(
        AlarmLine line, Device device, @Nullable Scene scene, Map<String, Double> numbers, History history) {

    /** A severity from a moment on. */
    public record Level(Instant at, Severity severity) {}

    /**
     * What stands beside the alarm's line.
     *
     * @param levels the severities that it came to after its first
     * @param committedAt when it was written, and so known
     * @param forPeople whether it is meant to become a case
     * @param above the alarm for whose sake it is or was kept from people
     * @param below alarms that were kept from people for its sake, newest first, some of them
     * @param reportFault why it has not become a case yet
     */
    public record History(
            AlarmLine line,
            int device,
            List<Level> levels,
            Instant committedAt,
            boolean forPeople,
            @Nullable AlarmLine above,
            List<AlarmLine> below,
            @Nullable String reportFault) {

        public History {
            levels = List.copyOf(levels);
            below = List.copyOf(below);
        }
    }

    public AlarmFile {
        numbers = Map.copyOf(numbers);
    }

    /** The rule as it is now; null when it is gone. */
    public Scene.@Nullable Rule rule() {
        return scene == null
                ? null
                : scene.rules().stream()
                        .filter(rule -> rule.key().equals(line.rule()))
                        .findFirst()
                        .orElse(null);
    }
}
