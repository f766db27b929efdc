package org.chengmai.realdata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.chengmai.demo.LiftSensor;
import org.chengmai.demo.SimulatedLift;
import org.chengmai.demo.SimulatedLift.Fault;
import org.chengmai.detection.Scene;
import org.chengmai.device.Kind;
import org.chengmai.device.model.KindFiles;

/** The scenes of lifts on simulated rides: what is found, what is raised in vain, and how far the position is off. */
final class LiftTable {
    private static final int RIDES = 10_000;
    private static final int RIDES_A_LIFT = 100;
    private static final int ONE_FAULT_IN = 20;
    private static final long FIRST_SEED = 101;

    /** What came of the rides with one sort of sensor. */
    static final class Outcome {
        int rides;
        final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        final Map<Fault, Integer> found = new EnumMap<>(Fault.class);
        final Map<String, Integer> inVain = new TreeMap<>();
        final List<Double> errors = new ArrayList<>();
        final List<Double> errorsStuck = new ArrayList<>();

        int falseAlarms() {
            return inVain.values().stream().mapToInt(Integer::intValue).sum();
        }

        int missed() {
            return faults.keySet().stream()
                    .mapToInt(fault -> faults.getOrDefault(fault, 0) - found.getOrDefault(fault, 0))
                    .sum();
        }
    }

    private LiftTable() {}

    static String table() {
        StringBuilder text = new StringBuilder("""
                ## B1, lift: simulated rides

                | sensor | rides | overrun | bottoming | between floors, people inside | between floors, empty | shut with people inside | false alarms | position off while riding, cm: 50 % / 95 % / 99.9 % | stuck, cm: 50 % / 95 % |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        List<LiftSensor> sorts = LiftSensor.ALL;
        for (int i = 0; i < sorts.size(); i++) {
            int share = (RIDES + i) / sorts.size();
            row(text, sorts.get(i), play(sorts.get(i), share, FIRST_SEED + i));
        }
        return text.append("""

                Each lift has 6 to 33 floors, 1 to 2.5 m/s, its own storeys, jerk and creep, a sensor with the noise, offset, drift
                and error of scale of its data sheet sampled at 50 or 100 Hz with jitter, a level switch and a door contact that chatter, guide rails
                that shake and people who jolt; it begins at its base landing and makes a hundred rides, one in twenty with a fault. "Found" is
                n of m faults at which every alarm due was raised by the shipped scenes B1 and B1a; a false alarm is any other
                alarm of B1, B1a and B1b, on any ride. `elevator-huawei` among the real sets holds vibration of a door's bearing, humidity and
                turns, neither acceleration in m/s² nor rides or times: there is nothing in it for these scenes to be tried on.
                """).toString();
    }

    private static void row(StringBuilder text, LiftSensor sort, Outcome outcome) {
        text.append("| ").append(sort.name()).append(" | ").append(outcome.rides);
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE) {
                text.append(" | ")
                        .append(outcome.found.getOrDefault(fault, 0))
                        .append(" of ")
                        .append(outcome.faults.getOrDefault(fault, 0));
            }
        }
        text.append(String.format(
                Locale.ROOT,
                " | %d%s | %.1f / %.1f / %.0f | %.1f / %.1f |%n",
                outcome.falseAlarms(),
                outcome.inVain.isEmpty() ? "" : " " + outcome.inVain,
                100 * quantile(outcome.errors, 0.5),
                100 * quantile(outcome.errors, 0.95),
                100 * quantile(outcome.errors, 0.999),
                100 * quantile(outcome.errorsStuck, 0.5),
                100 * quantile(outcome.errorsStuck, 0.95)));
    }

    static double quantile(List<Double> all, double share) {
        if (all.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    /** So many rides with one sort of sensor, a hundred a lift. */
    static Outcome play(LiftSensor sort, int rides, long seed) {
        List<Scene> scenes = LiftWatch.SCENES.stream().map(Watched::shipped).toList();
        Kind kind = KindFiles.shipped().stream()
                .filter(one -> one.id().equals("lift"))
                .findFirst()
                .orElseThrow();
        Outcome outcome = new Outcome();
        SplittableRandom random = new SplittableRandom(seed);
        while (outcome.rides < rides) {
            lift(sort, scenes, kind, random.split(), Math.min(RIDES_A_LIFT, rides - outcome.rides), outcome);
        }
        return outcome;
    }

    private static void lift(
            LiftSensor sort, List<Scene> scenes, Kind kind, SplittableRandom random, int rides, Outcome outcome) {
        LiftWatch[] watch = new LiftWatch[1];
        SimulatedLift lift = new SimulatedLift(random, sort, SimulatedLift.Use.USUAL, new SimulatedLift.Listener() {
            @Override
            public void reads(String channel, long atMillis, double value) {
                watch[0].reads(channel, atMillis, value);
            }

            @Override
            public void truly(long atMillis, double position) {
                watch[0].truly(atMillis, position);
            }

            @Override
            public void stuck() {
                watch[0].stuck();
            }
        });
        watch[0] = new LiftWatch(scenes, kind, lift.parameters(), outcome.errors, outcome.errorsStuck);
        lift.begins();
        for (int i = 0; i < rides; i++) {
            Fault fault = i > 3 && random.nextInt(ONE_FAULT_IN) == 0
                    ? Fault.values()[random.nextInt(1, Fault.values().length)]
                    : Fault.NONE;
            lift.ride(fault);
            count(outcome, fault, watch[0].takeRaised(lift.millis()));
        }
    }

    private static void count(Outcome outcome, Fault fault, List<String> raised) {
        outcome.rides++;
        if (fault != Fault.NONE) {
            outcome.faults.merge(fault, 1, Integer::sum);
            if (fault.isFoundBy(raised)) {
                outcome.found.merge(fault, 1, Integer::sum);
            }
        }
        for (String alarm : raised) {
            if (fault.isFalse(alarm)) {
                outcome.inVain.merge(alarm + (fault == Fault.NONE ? "" : " after " + fault), 1, Integer::sum);
            }
        }
    }
}
