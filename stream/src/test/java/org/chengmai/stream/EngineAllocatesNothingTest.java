package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Once every ring has its size, a reading costs no memory: all words of the language, and the motion of lifts, measured by the
 * thread's own count.
 */
class EngineAllocatesNothingTest implements AlarmListener {
    private static final int DEVICES = 200;
    private static final List<String> TEXTS = List.of(
            "a > 5 for 10 s",
            "3 times (a > 5) within 1 min",
            "mean(a, 1 min) > max(b, 1 min) - min(b, 1 min)",
            "rise(a, 1 min) > 8 or rate(b, 1 min) > 500 or change(a + b, 30 s) > 17",
            "abs(a - usual(a, 3 d)) > 4 * spread(a, 3 d) + 9",
            "a > 8 then b > 8 within 30 s or a > 8 without b > 5 within 20 s",
            "count in building (a > 7) > 5 and any in street (b > 8)",
            "a > 8 and at 22:00-06:00 and on workdays",
            "silent of a for usual gap(0.9, 3 d) * 1.5 from 20 s to 10 min else 1 min",
            "silent for 10 min");

    private static final int LIFTS = 20;

    private long told;
    private long derived;
    private long seed = 7;

    @Test
    void perReading() {
        Engine engine = new Engine(this);
        engine.install(RuleBook.compile(
                TEXTS.stream()
                        .map(text -> new RuleSpec(text, 0, text, null, Map.of(), List.of("a > 9", "a > 9 for 5 s")))
                        .toList(),
                kind -> new Street.Names(List.of("a", "b"), 2_000)));
        for (int device = 0; device < DEVICES; device++) {
            engine.device(device, 0, Street.MIDNIGHT, Map.of());
            engine.place(device, PlaceLevel.BUILDING, 1 + device / 20);
            engine.place(device, PlaceLevel.STREET, 1);
        }
        ReadingBatch batch = new ReadingBatch();
        long now = run(engine, batch, Street.MIDNIGHT, 6_000);
        long before = allocated();
        now = run(engine, batch, now, 2_000);
        long perReading = (allocated() - before) / (2_000 * 100);

        assertThat(perReading).isZero();
        assertThat(told).isGreaterThan(1_000);
        assertThat(now).isGreaterThan(Street.MIDNIGHT);
    }

    @Test
    void perSampleOfALift() {
        Engine engine = new Engine(this);
        engine.install(RuleBook.compile(
                List.of(new RuleSpec("r", 0, "offset > 75 for 3 s or speed > 1", null, Map.of())), kind -> new Lift()));
        for (int device = 0; device < LIFTS; device++) {
            engine.device(device, 0, Street.MIDNIGHT, Map.of("floors", 11.0, "topM", 30.0));
        }
        ReadingBatch batch = new ReadingBatch();
        long now = ride(engine, batch, Street.MIDNIGHT, 60);
        derived = 0;
        long before = allocated();
        ride(engine, batch, now, 60);
        long perReading = (allocated() - before) / (60L * LIFTS * 100);

        assertThat(perReading).isZero();
        assertThat(derived).as("told while they moved").isGreaterThan(60L * LIFTS);
    }

    /** Seconds of lifts at 100 Hz: every ten seconds a pulse, eight even seconds, a pulse back, a stop at a landing. */
    private long ride(Engine engine, ReadingBatch batch, long from, int seconds) {
        long now = from;
        for (int second = 0; second < seconds; second++) {
            int phase = second % 10;
            double pulse = phase == 2 ? 0.5 : phase == 6 ? -0.5 : 0;
            batch.clear();
            for (int device = 0; device < LIFTS; device++) {
                for (int sample = 0; sample < 100; sample++) {
                    batch.add(device, 0, now + 10L * sample, 9.81 + pulse + 0.01 * random(5));
                }
                batch.add(device, 1, now + 995, phase < 2 || phase > 7 ? 1 : 0);
            }
            now += 1_000;
            batch.receivedMillis(now);
            engine.accept(batch);
        }
        return now;
    }

    private record Lift() implements Vocabulary {
        private static final List<String> CHANNELS = Derivation.LIFT_MOTION.channels();

        @Override
        public List<String> channels() {
            return CHANNELS;
        }

        @Override
        public int channel(String name) {
            return CHANNELS.indexOf(name);
        }

        @Override
        public Derivation derives() {
            return Derivation.LIFT_MOTION;
        }
    }

    /** Batches of 100 readings, 10 seconds apart: the clock passes hours and days. */
    private long run(Engine engine, ReadingBatch batch, long from, int batches) {
        long now = from;
        for (int i = 0; i < batches; i++) {
            now += 10_000;
            batch.clear();
            batch.receivedMillis(now);
            for (int reading = 0; reading < 100; reading++) {
                batch.add(random(DEVICES), random(2), now - random(1_500), random(10));
            }
            engine.accept(batch);
        }
        return now;
    }

    private int random(int below) {
        seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) ((seed >>> 33) % below);
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }

    @Override
    public void derived(int device, int channel, long atMillis, double value) {
        derived++;
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        told++;
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        told++;
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        told++;
    }
}
