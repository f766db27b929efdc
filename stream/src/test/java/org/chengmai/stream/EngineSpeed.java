package org.chengmai.stream;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Readings a second through one thread, over a realistic set: 50,000 devices of 6 kinds, 10 rules, batches of 5,000 readings
 * whose devices come in random order, a trouble now and then. Making the readings is not in the figure, the clock is. Run its
 * main; the arguments are rounds and devices.
 */
final class EngineSpeed {
    private static final int BATCH = 5_000;
    private static final List<Street.Names> KINDS = List.of(
            new Street.Names("occupied", "battery"),
            new Street.Names("smoke", "temperature", "battery"),
            new Street.Names("current", "arc", "temperature"),
            new Street.Names("level", "tilt", "battery"),
            new Street.Names("motion", "door", "battery"),
            new Street.Names("pressure", "flow"));

    private static final List<RuleSpec> RULES = List.of(
            rule("parked-too-long", 0, "occupied = 1 for limit min", null, Map.of("limit", 30.0)),
            rule("low-battery", 0, "battery < 10", "battery > 20", Map.of()),
            rule(
                    "fire",
                    1,
                    "smoke > 0.1 for 10 s and temperature > 40 or 3 times (smoke > 0.3) within 1 min",
                    null,
                    Map.of()),
            rule("smoke-lost", 1, "silent for 1 h", null, Map.of()),
            rule("arc", 2, "5 times (arc > 0.9) within 1 min", "arc < 0.5 for 5 min", Map.of()),
            rule("overload", 2, "current > rated * 1.2 for 1 min", null, Map.of("rated", 16.0)),
            rule("full", 3, "level >= limit", "level < limit - 10", Map.of("limit", 90.0)),
            rule("tilted", 3, "tilt > 30 for 2 min", null, Map.of()),
            rule("still", 4, "silent of motion, door for limit h", null, Map.of("limit", 12.0)),
            rule("burst", 5, "pressure < 1.5 and flow > 20 for 30 s", null, Map.of()));

    private final int devices;
    private final Random random = new Random(1);
    private final int[] order;
    private final ReadingBatch batch = new ReadingBatch();
    private final Engine engine;
    private long alarms;
    private long updates;
    private int next;
    private long now = 1_772_409_600_000L;

    private EngineSpeed(int devices) {
        this.devices = devices;
        this.engine = new Engine(new Count());
        engine.install(RuleBook.compile(RULES, KINDS::get));
        List<Integer> shuffled = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            engine.device(device, device % KINDS.size(), now, Map.of());
            shuffled.add(device);
        }
        Collections.shuffle(shuffled, random);
        order = shuffled.stream().mapToInt(Integer::intValue).toArray();
    }

    private static RuleSpec rule(
            String key, int kind, String raise, @Nullable String clear, Map<String, Double> parameters) {
        return new RuleSpec(key, kind, raise, clear, parameters);
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        int devices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        EngineSpeed speed = new EngineSpeed(devices);
        for (int round = 1; round <= rounds; round++) {
            speed.round(round, 5_000_000);
        }
        speed.snapshot();
    }

    private void round(int round, int readings) {
        long nanos = 0;
        long alarmsBefore = alarms;
        long updatesBefore = updates;
        long bytes = allocatedBytes();
        for (int done = 0; done < readings; done += BATCH) {
            fill();
            long start = System.nanoTime();
            engine.accept(batch);
            nanos += System.nanoTime() - start;
        }
        System.out.printf(
                "round %d: %.1f M readings/s, %d alarms, %d updates, %d timers, %.4f bytes allocated a reading%n",
                round,
                readings * 1e3 / nanos,
                alarms - alarmsBefore,
                updates - updatesBefore,
                engine.counters().timersFired(),
                (allocatedBytes() - bytes) * 1.0 / readings);
    }

    /** Each message carries all channels of its device; every device speaks about once a second of the city's time. */
    private void fill() {
        batch.clear();
        now += Math.max(1, BATCH * 1000L / 3 / devices);
        batch.receivedMillis(now);
        while (batch.size() < BATCH) {
            int device = order[next];
            next = next + 1 == devices ? 0 : next + 1;
            int channels = KINDS.get(device % KINDS.size()).channels().size();
            long at = now - random.nextInt(500);
            for (int channel = 0; channel < channels; channel++) {
                batch.add(device, channel, at, value(device % KINDS.size(), channel));
            }
        }
    }

    private double value(int kind, int channel) {
        boolean isTrouble = random.nextInt(1000) == 0;
        return switch (kind * 10 + channel) {
            case 0 -> random.nextInt(600) == 0 ? 0 : 1;
            case 10 -> isTrouble ? 0.5 : 0.01;
            case 11, 22 -> 20 + random.nextInt(5);
            case 20 -> isTrouble ? 25 : 8;
            case 21 -> isTrouble ? 0.95 : 0.1;
            case 30 -> isTrouble ? 95 : 40;
            case 31 -> isTrouble ? 50 : 1;
            case 40, 41 -> random.nextInt(2);
            case 50 -> isTrouble ? 1 : 3;
            case 51 -> random.nextInt(30);
            default -> isTrouble ? 5 : 80;
        };
    }

    private void snapshot() {
        long start = System.nanoTime();
        byte[] bytes = engine.snapshot();
        long between = System.nanoTime();
        engine.restore(bytes);
        System.out.printf(
                "snapshot of %d devices: %.1f MB, written in %d ms, read in %d ms%n",
                devices, bytes.length / 1e6, (between - start) / 1_000_000, (System.nanoTime() - between) / 1_000_000);
    }

    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }

    private final class Count implements AlarmListener {
        @Override
        public void raised(int device, int rule, long atMillis, double value) {
            alarms++;
        }

        @Override
        public void updated(int device, int rule, long atMillis, double value) {
            updates++;
        }

        @Override
        public void cleared(int device, int rule, long atMillis, double value) {
            alarms++;
        }
    }
}
