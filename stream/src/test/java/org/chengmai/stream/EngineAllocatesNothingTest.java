package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Once every ring has its size, a reading costs no memory: all words of the language, measured by the thread's own count. */
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

    private long told;
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
