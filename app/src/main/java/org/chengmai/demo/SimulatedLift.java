package org.chengmai.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A made-up lift and the box on its car: rides with people who step in and out, guide rails that shake, switches that chatter and a
 * sensor that errs. The box sends its samples from two seconds before a ride until two seconds after its end, and once in a
 * while when nothing moves. The faults are those that the scenes of the lift are about.
 */
public final class SimulatedLift {

    /** What goes wrong on a ride, and which alarms of the shipped scenes belong to it. */
    public enum Fault {
        NONE(Set.of(), Set.of()),
        OVERRUN(Set.of("B1a.overrun"), Set.of("B1a.between", "B1.stuck", "B1.shut")),
        BOTTOM(Set.of("B1a.bottom"), Set.of("B1a.between", "B1.stuck", "B1.shut")),
        BETWEEN_WITH_PEOPLE(Set.of("B1a.between", "B1.stuck"), Set.of("B1.shut")),
        BETWEEN_EMPTY(Set.of("B1a.between"), Set.of()),
        DOOR_STUCK(Set.of("B1.shut"), Set.of());

        private final Set<String> due;
        private final Set<String> beside;

        Fault(Set<String> due, Set<String> beside) {
            this.due = due;
            this.beside = beside;
        }

        /** Whether every alarm is there that is due at it. */
        public boolean isFoundBy(Collection<String> alarms) {
            return alarms.containsAll(due);
        }

        /** Whether an alarm, such as {@code B1a.overrun}, has nothing to do with it. */
        public boolean isFalse(String alarm) {
            return !due.contains(alarm) && !beside.contains(alarm);
        }
    }

    /**
     * What is done with a lift beside its rides, in seconds.
     *
     * @param start when it begins, since 1970 UTC
     * @param idle how long it stands between two rides at most; once in a while it stands for the night
     * @param help how long somebody waits until help comes
     */
    public record Use(double start, double idle, double help) {
        /** A house by day, where help takes seven minutes. */
        public static final Use USUAL = new Use(1_000_000, 120, 420);

        private static final double SHORTEST = 5;
        private static final double NIGHT_FROM = 300;
        private static final double NIGHT_TO = 2_400;

        private double idle(RandomGenerator random) {
            if (idle < USUAL.idle) {
                return random.nextDouble(Math.min(SHORTEST, idle / 2), idle);
            }
            return random.nextInt(8) == 0 ? random.nextDouble(NIGHT_FROM, NIGHT_TO) : random.nextDouble(SHORTEST, idle);
        }
    }

    /** Where what the lift says goes. */
    public interface Listener {
        void reads(String channel, long atMillis, double value);

        /** Where the car truly is at a sample. */
        void truly(long atMillis, double position);

        /** Nothing more is said before somebody comes to help. */
        void stuck();
    }

    /** A shake that moves the car and brings it back: {@code size} metres at most, from {@code from} on. */
    private record Shake(double from, double size, double decay, double hertz) {
        double at(double t) {
            double s = (t - from) / decay;
            return s <= 0 || s > 12 ? 0 : size * s * s * Math.exp(-s) * Math.sin(2 * Math.PI * hertz * (t - from));
        }

        double acceleration(double t) {
            double h = 1e-3;
            return (at(t + h) - 2 * at(t) + at(t - h)) / (h * h);
        }
    }

    private static final double ZONE = 0.1;

    private final RandomGenerator random;
    private final Listener listener;
    private final Use use;
    private final LiftSensor.Mounted sensor;
    private final int rate;
    private final double[] landings;
    private final double rated;
    private final double most;
    private final double jerk;
    private final double creep;
    private double now;
    private double position;
    private int floor;
    private double shaken;
    private double shakenBefore;
    private boolean wasLevel = true;
    private boolean wasBase = true;
    private long lastMillis;

    public SimulatedLift(RandomGenerator random, LiftSensor sort, Use use, Listener listener) {
        this.random = random;
        this.use = use;
        this.listener = listener;
        this.sensor = new LiftSensor.Mounted(sort, random);
        this.rate = random.nextBoolean() ? 100 : 50;
        this.rated = List.of(1.0, 1.5, 1.75, 2.0, 2.5).get(random.nextInt(5));
        this.most = random.nextDouble(0.6, 1.2);
        this.jerk = random.nextDouble(0.6, 1.5);
        this.creep = random.nextInt(4) == 0 ? random.nextDouble(0.06, 0.15) : 0;
        int floors = random.nextInt(6, 34);
        double storey = random.nextDouble(2.8, 3.2);
        double ground = random.nextDouble(3, 4.5);
        landings = new double[floors];
        for (int i = 1; i < floors; i++) {
            landings[i] = ground + (i - 1) * storey;
        }
        now = use.start;
    }

    /** What its device knows of it. */
    public Map<String, Double> parameters() {
        return Map.of(
                "floors", (double) landings.length, "topM", landings[landings.length - 1], "groundM", landings[1]);
    }

    public long millis() {
        return Math.round(now * 1000);
    }

    /** Stands at the base landing with its door shut, until the sensor has shown what it shows at rest. */
    public void begins() {
        says("level", 1);
        says("base", 1);
        says("doorOpen", 0);
        says("present", 0);
        samples(still(), 30, List.of());
    }

    /** One ride with what comes before and after it. */
    public void ride(Fault fault) {
        idle(use.idle(random));
        boolean hasPeople = fault == Fault.BETWEEN_WITH_PEOPLE || fault == Fault.DOOR_STUCK || random.nextInt(3) > 0;
        board(hasPeople && fault != Fault.BETWEEN_EMPTY);
        int to = target(fault);
        LiftProfile profile = profile(fault, to);
        List<Shake> shakes = new ArrayList<>();
        if (fault != Fault.NONE && fault != Fault.DOOR_STUCK) {
            shakes.add(new Shake(profile.lasts(), random.nextDouble(0.0005, 0.003), 0.15, random.nextDouble(2, 4)));
        }
        samples(profile, profile.lasts() + (shakes.isEmpty() ? 2 : 4), shakes);
        position = profile.end();
        if (fault == Fault.NONE) {
            floor = to;
            leave();
        } else {
            stuck(fault, to);
        }
    }

    private int target(Fault fault) {
        if (fault == Fault.OVERRUN) {
            return landings.length - 1;
        }
        if (fault == Fault.BOTTOM) {
            return 0;
        }
        int to = floor;
        while (to == floor) {
            to = random.nextBoolean() && floor != 0 ? 0 : random.nextInt(landings.length);
        }
        return to;
    }

    private LiftProfile profile(Fault fault, int to) {
        double end = landings[to] + random.nextGaussian() * 0.004;
        switch (fault) {
            case OVERRUN -> end = landings[to] + random.nextDouble(0.45, 1.2);
            case BOTTOM -> end = -random.nextDouble(0.45, 1.2);
            default -> {}
        }
        double creepMetres = creep > 0 ? creep * random.nextDouble(0.5, 1.5) : 0;
        LiftProfile whole = LiftProfile.between(position, end, rated, most, jerk, creepMetres, Math.max(creep, 0.06));
        if (fault != Fault.BETWEEN_EMPTY && fault != Fault.BETWEEN_WITH_PEOPLE) {
            return whole;
        }
        LiftProfile braked = whole;
        do {
            braked = whole.brakedAt(random.nextDouble(0.15, 0.95) * whole.lasts(), random.nextDouble(1.5, 3));
        } while (off(braked.end()) < 0.2);
        return braked;
    }

    private double off(double height) {
        double least = Double.MAX_VALUE;
        for (double landing : landings) {
            least = Math.min(least, Math.abs(landing - height));
        }
        return least;
    }

    private void idle(double seconds) {
        double left = seconds;
        while (left > 600) {
            pass(600);
            samples(still(), 2, List.of());
            left -= 600;
        }
        pass(left);
    }

    private void pass(double seconds) {
        now += seconds;
        sensor.passes(seconds);
    }

    /** The door opens, people step in, it shuts; two seconds before the ride the samples begin. */
    private void board(boolean isSomebody) {
        chatters("doorOpen", 1);
        pass(random.nextDouble(2, 6));
        List<Shake> steps = new ArrayList<>();
        for (int i = random.nextInt(4); isSomebody && i > 0; i--) {
            steps.add(new Shake(
                    random.nextDouble(0, 1.2), random.nextDouble(0.0001, 0.001), 0.08, random.nextDouble(3, 7)));
        }
        says("present", isSomebody ? 1 : 0);
        samples(still(), 2, steps);
        chatters("doorOpen", 0);
        samples(still(), random.nextDouble(0.3, 1.5), List.of());
    }

    private void leave() {
        chatters("doorOpen", 1);
        pass(random.nextDouble(2, 5));
        says("present", 0);
        pass(2);
        chatters("doorOpen", 0);
    }

    /** The car stands as it is until somebody winds it slowly to a landing and opens it. */
    private void stuck(Fault fault, int to) {
        for (int i = 0; i < 3; i++) {
            pass(use.help / 3);
            samples(still(), 2, List.of());
        }
        listener.stuck();
        if (fault != Fault.DOOR_STUCK) {
            int near = 0;
            for (int i = 0; i < landings.length; i++) {
                near = Math.abs(landings[i] - position) < Math.abs(landings[near] - position) ? i : near;
            }
            LiftProfile slow = LiftProfile.between(position, landings[near], 0.25, 0.3, 0.6, 0, 0);
            samples(slow, slow.lasts() + 2, List.of());
            position = slow.end();
            floor = near;
        } else {
            floor = to;
        }
        leave();
    }

    private LiftProfile still() {
        return LiftProfile.between(position, position + 1e-9, 1, 1, 1, 0, 0);
    }

    private void samples(LiftProfile profile, double seconds, List<Shake> shakes) {
        double began = now;
        double phase = random.nextDouble(6);
        for (int i = 0; i < seconds * rate; i++) {
            double t = i / (double) rate;
            double velocity = t < profile.lasts() ? profile.velocityAt(t) : 0;
            double acceleration = profile.accelerationAt(t)
                    + shake((0.01 * Math.abs(velocity) + 0.001))
                    + 0.02 * velocity * Math.sin(2 * Math.PI * 9 * t + phase);
            double truly = t < profile.lasts() ? profile.positionAt(t) : profile.end();
            for (Shake shake : shakes) {
                acceleration += shake.acceleration(t);
                truly += shake.at(t);
            }
            now = began + t + random.nextGaussian() * 0.0003;
            switches(truly);
            long at = Math.max(lastMillis + 1, millis());
            lastMillis = at;
            listener.truly(at, truly);
            listener.reads("acceleration", at, sensor.shows(acceleration));
        }
        now = began + seconds;
        sensor.passes(seconds);
    }

    /** Guide rails shake the car about its way: the second difference of small displacements, which adds up to nothing. */
    private double shake(double size) {
        double next = size * random.nextGaussian();
        double acceleration = next - 2 * shaken + shakenBefore;
        shakenBefore = shaken;
        shaken = next;
        return acceleration;
    }

    private void switches(double truly) {
        boolean level = off(truly) < ZONE;
        boolean base = Math.abs(truly) < ZONE;
        if (level != wasLevel) {
            chatters("level", level ? 1 : 0);
            wasLevel = level;
        }
        if (base != wasBase) {
            says("base", base ? 1 : 0);
            wasBase = base;
        }
    }

    /** A contact that closes or opens, at times after bouncing. */
    private void chatters(String channel, int value) {
        for (int i = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0; i > 0; i--) {
            says(channel, value);
            says(channel, 1 - value);
        }
        says(channel, value);
    }

    private void says(String channel, double value) {
        long at = Math.max(lastMillis + 1, millis());
        lastMillis = at;
        listener.reads(channel, at, value);
    }
}
