package org.chengmai.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.chengmai.detection.ShippedRules;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A reading of the made-up city, made and judged with the shipped scenes, by JMH; its gc profiler tells the bytes an operation.
 * Each call is a second of the city, in which its 10,000 devices say 1,160 readings in the mean.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark implements AlarmListener {
    private static final int DEVICES = 10_000;
    private static final int READINGS = 1_160;
    private static final int SECOND = 1_000;

    private CityStream city = new CityStream(Mix.of(ShippedRules.read()), 1, 1);
    private @Nullable Engine engine;
    private final ReadingBatch batch = new ReadingBatch();
    private long now = CityStream.LIVE;
    private long told;

    /** Puts the city up, with the two weeks before. */
    @Setup
    public void putUp() {
        ShippedRules rules = ShippedRules.read();
        city = new CityStream(Mix.of(rules), DEVICES, 1);
        Engine fresh = city.engine(rules, this);
        city.history(rules, fresh);
        engine = fresh;
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public long second() {
        now += SECOND;
        city.second(now, batch);
        Objects.requireNonNull(engine).accept(batch);
        return told;
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
