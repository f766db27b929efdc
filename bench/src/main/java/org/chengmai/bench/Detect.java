package org.chengmai.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.chengmai.detection.ShippedRules;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Counters;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;

/**
 * {@code bench detect}: how many readings a second one thread takes through the engine, with the shipped scenes, for all
 * kinds of devices at once, and what a device's state costs. Making the readings is not in the figure, the clock is.
 */
final class Detect {

    private static final int WARM_UP = 2;

    private final DetectOptions options;
    private final Figures figures = new Figures("detect");
    private final ReadingBatch batch = new ReadingBatch();
    private long now = CityStream.LIVE;

    Detect(DetectOptions options) {
        this.options = options;
    }

    /** Runs it; returns whether the restored state is the one that was stored. */
    boolean run() {
        ShippedRules rules = ShippedRules.read();
        CityStream city = new CityStream(Mix.of(rules), options.devices(), 1);
        System.out.printf(
                "%d rules of the shipped scenes on %d kinds, %,d devices%n",
                rules.book().size(), rules.kinds().size(), city.devices());
        long heap = usedHeap();
        Engine engine = city.engine(rules, new Deaf());
        System.out.printf("%,d readings of the two weeks before%n", city.history(rules, engine));
        rounds(city, engine);
        figures.tell("stateBytesPerDevice", (double) (usedHeap() - heap) / city.devices(), "%.0f");
        boolean same = restart(rules, city, engine);
        figures.end();
        return same;
    }

    private void rounds(CityStream city, Engine engine) {
        double[] nanos = new double[options.rounds()];
        long readings = 0;
        long bytes = 0;
        Counters before = engine.counters();
        for (int round = -WARM_UP; round < options.rounds(); round++) {
            if (round == 0) {
                before = engine.counters();
            }
            Round done = round(city, engine);
            System.out.printf("round %2d: %.1f M readings/s%n", round + 1, 1e3 / done.nanosPerReading());
            if (round >= 0) {
                nanos[round] = done.nanosPerReading();
                readings += done.readings();
                bytes += done.bytes();
            }
        }
        Counters after = engine.counters();
        Arrays.sort(nanos);
        double median = nanos[nanos.length / 2];
        figures.tell("readingsPerSecond", 1e9 / median, "%.0f");
        figures.tell("nanosPerReading", median, "%.1f");
        figures.tell("bytesPerReading", (double) bytes / readings, "%.4f");
        figures.tell("raised", (double) (after.raised() - before.raised()), "%.0f");
        figures.tell("cleared", (double) (after.cleared() - before.cleared()), "%.0f");
        figures.tell("raisedPerMilleReadings", (after.raised() - before.raised()) * 1000.0 / readings, "%.3f");
        figures.tell("timersPerReading", (double) (after.timersFired() - before.timersFired()) / readings, "%.3f");
    }

    private record Round(long readings, long nanos, long bytes) {
        double nanosPerReading() {
            return (double) nanos / readings;
        }
    }

    private Round round(CityStream city, Engine engine) {
        long readings = 0;
        long nanos = 0;
        long bytes = 0;
        while (readings < options.readings()) {
            now += 1_000;
            city.second(now, batch);
            long allocated = allocatedBytes();
            long start = System.nanoTime();
            engine.accept(batch);
            nanos += System.nanoTime() - start;
            bytes += allocatedBytes() - allocated;
            readings += batch.size();
        }
        return new Round(readings, nanos, bytes);
    }

    /** What a restart asks of the engine: its state written, and read by a new one. */
    private boolean restart(ShippedRules rules, CityStream city, Engine engine) {
        long start = System.nanoTime();
        byte[] state = engine.snapshot();
        figures.tell("snapshotMillis", (System.nanoTime() - start) / 1e6, "%.0f");
        figures.tell("snapshotBytesPerDevice", (double) state.length / city.devices(), "%.0f");
        start = System.nanoTime();
        Engine next = city.engine(rules, new Deaf());
        figures.tell("registerMillis", (System.nanoTime() - start) / 1e6, "%.0f");
        start = System.nanoTime();
        next.restore(state);
        figures.tell("restoreMillis", (System.nanoTime() - start) / 1e6, "%.0f");
        int differs = Arrays.mismatch(state, next.snapshot());
        if (differs >= 0) {
            System.out.println(
                    "Expected the state that was read to be the one that was written, but byte %d is another."
                            .formatted(differs));
        }
        return differs < 0;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }

    /** Whom the engine tells and who keeps nothing; the engine counts. */
    private static final class Deaf implements AlarmListener {
        @Override
        public void raised(int device, int rule, long atMillis, double value) {}

        @Override
        public void updated(int device, int rule, long atMillis, double value) {}

        @Override
        public void cleared(int device, int rule, long atMillis, double value) {}
    }
}
