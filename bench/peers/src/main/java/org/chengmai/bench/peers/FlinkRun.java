package org.chengmai.bench.peers;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;

/**
 * The rules as a job in a Flink mini cluster in this process: event time, keyed state on the heap, records used again, no
 * checkpoints. Its time runs from the first reading to the end of the job, so that setting it up does not count.
 */
final class FlinkRun {
    /** Where the functions of the job, which Flink copies, find their readings and leave what they told. */
    private static volatile @Nullable Input input;

    private static volatile Told told = new Told();
    private static final AtomicLong FIRST_NANOS = new AtomicLong();

    private FlinkRun() {}

    /** Runs the job; with two in parallel the readings must be halved. */
    static Round run(Input readings, int parallelism) throws Exception {
        input = readings;
        told = new Told();
        FIRST_NANOS.set(0);
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_PORT, "0");
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
        flink.getConfig().enableObjectReuse();
        flink.fromSequence(0, readings.size - 1L)
                .map(FlinkRun::reading)
                .returns(Reading.class)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Reading>forMonotonousTimestamps()
                        .withTimestampAssigner((reading, before) -> reading.at))
                .keyBy(reading -> reading.device)
                .process(new Watch())
                .map(FlinkRun::tell)
                .returns(Alarm.class)
                .sinkTo(new DiscardingSink<>());
        flink.execute("rules");
        return new Round(readings.size, System.nanoTime() - FIRST_NANOS.get(), told);
    }

    private static Reading reading(long number) {
        if (FIRST_NANOS.get() == 0) {
            FIRST_NANOS.compareAndSet(0, System.nanoTime());
        }
        Input from = java.util.Objects.requireNonNull(input);
        int i = (int) number;
        Reading reading = new Reading();
        reading.device = from.devices[i];
        reading.channel = from.channel(i);
        reading.at = from.times[i];
        reading.value = from.values[i];
        return reading;
    }

    private static Alarm tell(Alarm alarm) {
        if (alarm.raised) {
            told.raised(alarm.device, alarm.rule, alarm.at);
        } else {
            told.cleared(alarm.device, alarm.rule, alarm.at);
        }
        return alarm;
    }
}
