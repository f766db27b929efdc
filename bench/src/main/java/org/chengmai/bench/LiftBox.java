package org.chengmai.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.demo.LiftSensor;
import org.chengmai.demo.SimulatedLift;
import org.chengmai.demo.SimulatedLift.Fault;
import org.chengmai.replay.MqttSender;

/**
 * The box on one simulated lift: sends what its sensor and switches say over MQTT, as it happens, in a message every half a
 * second while there is something to say, and waits for each acknowledgement. For one thread; what it has found is asked when that
 * has ended.
 */
final class LiftBox implements SimulatedLift.Listener {

    /** A ride that has ended, with what went wrong on it. */
    record Ride(int lift, Fault fault, long fromMillis, long toMillis) {}

    private record Sample(String channel, long atMillis, double value) {}

    private static final long TICK_MILLIS = 500;
    private static final double LONGEST_IDLE = 10;
    private static final double HELP_SECONDS = 75;
    private static final int ONE_FAULT_IN = 2;
    private static final List<Fault> FAULTS =
            List.of(Fault.OVERRUN, Fault.BOTTOM, Fault.BETWEEN_WITH_PEOPLE, Fault.BETWEEN_EMPTY);

    final Durations acknowledged = new Durations();
    final Durations late = new Durations();
    long messages;
    long readings;
    private final int number;
    private final SplittableRandom random;
    private final SimulatedLift lift;
    private final Deque<Sample> waiting = new ArrayDeque<>();
    private final List<Ride> rides = new ArrayList<>();
    private boolean hasBegun;

    LiftBox(int number, long startMillis) {
        this.number = number;
        this.random = new SplittableRandom(number);
        double start = startMillis / 1000.0 + random.nextDouble(LONGEST_IDLE);
        this.lift = new SimulatedLift(
                random.split(),
                LiftSensor.ALL.get(number % LiftSensor.ALL.size()),
                new SimulatedLift.Use(start, LONGEST_IDLE, HELP_SECONDS),
                this);
    }

    static String id(int number) {
        return "lift-%04d".formatted(number);
    }

    Map<String, Double> parameters() {
        return lift.parameters();
    }

    /** Sends until then, by the clock of the machine. */
    void send(int port, String token, long endMillis) {
        try (MqttSender sender = MqttSender.connect("127.0.0.1", port, token)) {
            long due = System.currentTimeMillis() / TICK_MILLIS * TICK_MILLIS + random.nextLong(TICK_MILLIS);
            while (due < endMillis) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(due - System.currentTimeMillis()));
                if (System.currentTimeMillis() >= due) {
                    say(sender, due);
                    due += TICK_MILLIS;
                }
            }
        }
    }

    private void say(MqttSender sender, long due) {
        String message = takeUntil(due);
        if (!message.isEmpty()) {
            long began = System.nanoTime();
            late.add(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - due));
            sender.publish("v1/devices/me/telemetry", message);
            sender.flush();
            acknowledged.add(System.nanoTime() - began);
            messages++;
        }
    }

    /** What there is to say up to a moment. */
    private String takeUntil(long millis) {
        while (waiting.isEmpty() || waiting.getLast().atMillis <= millis) {
            move();
        }
        StringBuilder json = new StringBuilder();
        while (waiting.getFirst().atMillis <= millis) {
            Sample one = waiting.removeFirst();
            json.append(json.isEmpty() ? '[' : ',')
                    .append("{\"ts\":")
                    .append(one.atMillis)
                    .append(",\"values\":{\"")
                    .append(one.channel)
                    .append("\":")
                    .append(Math.round(one.value * 1e4) / 1e4)
                    .append("}}");
            readings++;
        }
        return json.isEmpty() ? "" : json.append(']').toString();
    }

    private void move() {
        if (!hasBegun) {
            hasBegun = true;
            lift.begins();
            return;
        }
        boolean isFault = !rides.isEmpty() && random.nextInt(ONE_FAULT_IN) == 0;
        Fault fault = isFault ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE;
        long from = lift.millis();
        lift.ride(fault);
        rides.add(new Ride(number, fault, from, lift.millis()));
    }

    /** The rides of which everything was said by then. */
    List<Ride> ridesUntil(long millis) {
        return rides.stream().filter(ride -> ride.toMillis <= millis).toList();
    }

    @Override
    public void reads(String channel, long atMillis, double value) {
        waiting.add(new Sample(channel, atMillis, value));
    }

    @Override
    public void truly(long atMillis, double position) {
        // the box does not know
    }

    @Override
    public void stuck() {
        // help comes
    }
}
