package org.chengmai.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.detection.ShippedRules;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;

/**
 * {@code bench silence}: how late the engine tells that a device has been silent for its time, with a timer running for each
 * of many devices, with the shipped scenes, the clock moved as the pump moves it: with every batch, else every 10 ms. Of the
 * timers most run on, some end in every second, and in one second very many do, while other devices go on speaking.
 */
final class Silence {

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long HOUR = 3_600_000;
    private static final int SILENT_MINUTES = 60;
    private static final int BATCH = 5_000;
    private static final int SECOND = 1_000;
    /** In the second from here very many end. */
    private static final long RUSH_MILLIS = 4_000;
    /** Of so many timers that are not of the rush one ends while the clock runs. */
    private static final int ENDING = 20;

    private final SilenceOptions options;
    private final Figures figures = new Figures("silence");
    private final ReadingBatch batch = new ReadingBatch();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Told told;
    private final int speakers;
    private long began;
    private int next;

    Silence(SilenceOptions options) {
        this.options = options;
        this.told = new Told(options.timers());
        this.speakers = Math.max(1, options.timers() / 10);
    }

    /** Runs it; returns whether every timer that ended was told of, and none that did not. */
    boolean run() {
        ShippedRules rules = ShippedRules.read();
        Engine engine = new Engine(told);
        engine.install(rules.book());
        long[] ends = ends();
        long expected = Arrays.stream(ends)
                .filter(end -> end <= (options.seconds() - 1L) * SECOND)
                .count();
        lastWords(rules, engine, ends);
        System.out.printf(
                "%,d timers run, %,d of them end within %d s, %,d of these in one second; %,d readings/s meanwhile%n",
                options.timers(), expected, options.seconds(), options.expiring(), options.rate());
        clock(engine);
        long[] late = told.late();
        figures.tell("timers", options.timers(), "%.0f");
        figures.tell("told", late.length, "%.0f");
        figures.tell("expected", (double) expected, "%.0f");
        figures.tell("lateP50Millis", late[late.length / 2] / 1e6, "%.2f");
        figures.tell("lateP99Millis", late[(int) (late.length * 0.99)] / 1e6, "%.2f");
        figures.tell("lateMaxMillis", late[late.length - 1] / 1e6, "%.2f");
        figures.end();
        return late.length == expected;
    }

    /** When each device will have been silent for its time, in milliseconds after the clock begins to run. */
    private long[] ends() {
        long[] ends = new long[options.timers()];
        int timed = ends.length - speakers;
        for (int device = 0; device < ends.length; device++) {
            if (device >= timed) {
                ends[device] = HOUR / 2;
            } else if (device < options.expiring()) {
                ends[device] = RUSH_MILLIS + random.nextInt(SECOND);
            } else if (device % ENDING == 0) {
                ends[device] = random.nextLong(SECOND, (options.seconds() - 1L) * SECOND);
            } else {
                ends[device] = HOUR / 4 + random.nextInt((int) HOUR / 2);
            }
        }
        return ends;
    }

    /** Every device speaks once, an hour before its timer ends, in the order of time. */
    private void lastWords(ShippedRules rules, Engine engine, long[] ends) {
        int kind = rules.number("smoke");
        Map<String, Double> parameters = Map.of("silentMinutes", (double) SILENT_MINUTES);
        for (int device = 0; device < ends.length; device++) {
            engine.device(device, kind, -HOUR, parameters);
        }
        long[] order = new long[ends.length];
        for (int device = 0; device < ends.length; device++) {
            order[device] = ends[device] << 32 | device;
        }
        Arrays.sort(order);
        long at = -HOUR;
        for (long word : order) {
            if (batch.size() == BATCH || (word >>> 32) - HOUR > at) {
                say(engine, at);
            }
            at = (word >>> 32) - HOUR;
            batch.add((int) word, 0, at, 0);
        }
        say(engine, at);
    }

    private void say(Engine engine, long received) {
        if (batch.size() > 0) {
            batch.receivedMillis(received);
            engine.accept(batch);
            batch.clear();
        }
    }

    /** The clock begins at 0; between two looks come the readings that are due by then, else a pause, as in the pump. */
    private void clock(Engine engine) {
        began = System.nanoTime();
        told.began = began;
        long spoken = 0;
        long millis = 0;
        while (millis < options.seconds() * (long) SECOND) {
            millis = (System.nanoTime() - began) / 1_000_000;
            long due = millis * options.rate() / SECOND;
            if (due > spoken) {
                speak((int) Math.min(due - spoken, BATCH), millis);
                spoken += batch.size();
                say(engine, millis);
            } else {
                engine.advance(millis);
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
    }

    private void speak(int readings, long millis) {
        int first = options.timers() - speakers;
        for (int i = 0; i < readings; i++) {
            next = next + 1 == speakers ? 0 : next + 1;
            batch.add(first + next, 1, millis, 20);
        }
    }

    /** Notes how long after the end of its time each device is told of. */
    private static final class Told implements AlarmListener {
        private final long[] nanosLate;
        private int size;
        private long began;

        Told(int most) {
            nanosLate = new long[most];
        }

        @Override
        public void raised(int device, int rule, long atMillis, double value) {
            nanosLate[size++] = System.nanoTime() - began - atMillis * 1_000_000;
        }

        @Override
        public void updated(int device, int rule, long atMillis, double value) {}

        @Override
        public void cleared(int device, int rule, long atMillis, double value) {}

        long[] late() {
            if (size == 0) {
                throw new IllegalStateException("Expected alarms of silence, but got none.");
            }
            long[] late = Arrays.copyOf(nanosLate, size);
            Arrays.sort(late);
            return late;
        }
    }
}
