package org.chengmai.detection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What the crash test's rules must say of one camera, by a plain look at all it has sent. */
final class CameraTwin {

    private static final String SCENE = """
            id: X1
            name: {zh: 试验, en: Trial}
            kind: camera
            rules:
              - {key: over, when: stalls > 5, severity: minor, zh: "{device}", en: "{device}"}
              - {key: held, when: stalls > 5 for 5 s, severity: minor, zh: "{device}", en: "{device}"}
              - {key: often, when: 3 times (stalls > 8) within 2 h, clear: stalls = 0, severity: minor, zh: "{device}", en: "{device}"}
            """;

    private static final String PEOPLE_SCENE = """
            id: X2
            name: {zh: 试派, en: For people}
            kind: camera
            rules:
              - {key: bikes, when: sharedBikes >= 1, severity: minor, zh: "{device}", en: "{device}"}
            case:
              matter: C-06
              title: {zh: "{alarm}", en: "{alarm}"}
              limit: 30 min
              clock: all-hours
              automatic: no
              onClear: note
            """;

    static final Map<String, String> SCENES = Map.of("X1.yaml", SCENE, "X2.yaml", PEOPLE_SCENE);

    static final long STEP_MILLIS = 10_000;
    private static final long HELD_MILLIS = 5_000;

    /** One message of the camera. */
    record Shot(long at, int stalls, int bikes) {}

    private final String id;
    private final List<String> alarms = new ArrayList<>();

    private CameraTwin(String id) {
        this.id = id;
    }

    /** The alarms in the words of {@link CrashCity#alarms}, unsorted; readings are {@link #STEP_MILLIS} apart. */
    static List<String> alarms(String id, List<Shot> shots) {
        CameraTwin twin = new CameraTwin(id);
        twin.whileTrue("X2.bikes", shots, 0, shot -> shot.bikes() >= 1);
        twin.whileTrue("X1.over", shots, 0, shot -> shot.stalls() > 5);
        twin.whileTrue("X1.held", shots, HELD_MILLIS, shot -> shot.stalls() > 5);
        twin.often(shots);
        return twin.alarms;
    }

    private void whileTrue(String rule, List<Shot> shots, long after, java.util.function.Predicate<Shot> condition) {
        Long since = null;
        for (Shot shot : shots) {
            boolean holds = condition.test(shot);
            if (holds && since == null) {
                since = shot.at() + after;
            } else if (!holds && since != null) {
                alarm(rule, since, Long.toString(shot.at()));
                since = null;
            }
        }
        if (since != null) {
            alarm(rule, since, "");
        }
    }

    private void often(List<Shot> shots) {
        Deque<Long> hits = new ArrayDeque<>();
        Long since = null;
        for (Shot shot : shots) {
            if (shot.stalls() > 8) {
                hits.addLast(shot.at());
            }
            if (hits.size() > 3) {
                hits.removeFirst();
            }
            if (since == null && hits.size() == 3) {
                since = shot.at();
            } else if (since != null && shot.stalls() == 0) {
                alarm("X1.often", since, Long.toString(shot.at()));
                since = null;
            }
        }
        if (since != null) {
            alarm("X1.often", since, "");
        }
    }

    private void alarm(String rule, long raised, String cleared) {
        alarms.add("%s %s %d-%s".formatted(id, rule, raised, cleared));
    }
}
