package org.chengmai.bench.peers;

import java.util.List;
import java.util.Map;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.chengmai.stream.RuleBook;
import org.chengmai.stream.RuleSpec;
import org.chengmai.stream.Vocabulary;

/** The rules in Chengmai's own engine, one thread; filling its batches counts. */
final class OwnRun implements AlarmListener {
    private static final int BATCH = 5_000;
    private static final long DAY = 86_400_000;
    private static final List<String> CHANNELS = List.of("level", "heat", "knock");
    private static final List<RuleSpec> RULES = List.of(
            rule("level", "level > 90"),
            rule("heat", "heat > 60 for 2 min"),
            rule("silent", "silent for 5 min"),
            rule("knock", "3 times (knock > 0.5) within 5 min"));

    private final Told told;

    private OwnRun(Told told) {
        this.told = told;
    }

    private static RuleSpec rule(String key, String raise) {
        return new RuleSpec(key, 0, raise, null, Map.of());
    }

    static Round run(Input input) {
        Told told = new Told();
        Engine engine = new Engine(new OwnRun(told));
        engine.install(RuleBook.compile(RULES, kind -> new Words()));
        for (int device = 0; device < Input.DEVICES; device++) {
            engine.device(device, 0, Input.BEGIN + 365 * DAY, Map.of());
        }
        ReadingBatch batch = new ReadingBatch();
        long began = System.nanoTime();
        for (int from = 0; from < input.size; from += BATCH) {
            batch.clear();
            batch.receivedMillis(input.times[from]);
            for (int i = from, to = Math.min(from + BATCH, input.size); i < to; i++) {
                batch.add(input.devices[i], input.channel(i), input.times[i], input.values[i]);
            }
            engine.accept(batch);
        }
        engine.advance(input.times[input.size - 1] + DAY);
        return new Round(input.size, System.nanoTime() - began, told);
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        told.raised(device, rule, atMillis);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {}

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        told.cleared(device, rule, atMillis);
    }

    private static final class Words implements Vocabulary {
        @Override
        public int channel(String name) {
            return CHANNELS.indexOf(name);
        }

        @Override
        public List<String> channels() {
            return CHANNELS;
        }
    }
}
