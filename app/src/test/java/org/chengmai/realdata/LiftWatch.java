package org.chengmai.realdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.demo.SimulatedLift;
import org.chengmai.detection.Scene;
import org.chengmai.device.Kind;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Derivation;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.chengmai.stream.RuleBook;
import org.chengmai.stream.RuleSpec;
import org.chengmai.stream.Vocabulary;

/** One simulated lift under all rules of the shipped scenes of lifts: what is raised, and how far the position told is off. */
final class LiftWatch implements AlarmListener, SimulatedLift.Listener {
    static final List<String> SCENES = List.of("B1", "B1a", "B1b");
    private static final int DEVICE = 1;
    private static final int MOST_TRUTHS = 1 << 16;

    private record Names(Kind kind) implements Vocabulary {
        @Override
        public int channel(String name) {
            return channels().indexOf(name);
        }

        @Override
        public List<String> channels() {
            return kind.channels().stream().map(channel -> channel.name()).toList();
        }

        @Override
        public Derivation derives() {
            return kind.derives();
        }
    }

    private final List<String> channels;
    private final int positionChannel;
    private final Engine engine = new Engine(this);
    private final ReadingBatch batch = new ReadingBatch();
    private final List<RuleSpec> rules = new ArrayList<>();
    private final List<String> raised = new ArrayList<>();
    private final List<Double> errors;
    private final List<Double> errorsStuck;
    private final long[] truthTimes = new long[MOST_TRUTHS];
    private final double[] truths = new double[MOST_TRUTHS];
    private int truthCount;
    private double told = Double.NaN;
    private double lastTruth;

    /**
     * @param errors to which the absolute errors of positions told are added, in metres
     * @param errorsStuck the same of the last ones told before help comes
     */
    LiftWatch(List<Scene> scenes, Kind lift, Map<String, Double> own, List<Double> errors, List<Double> errorsStuck) {
        this.errors = errors;
        this.errorsStuck = errorsStuck;
        Names names = new Names(lift);
        channels = names.channels();
        positionChannel = names.channel("position");
        for (Scene scene : scenes) {
            Map<String, Double> defaults = new HashMap<>();
            scene.parameters().forEach(parameter -> defaults.put(parameter.name(), parameter.value()));
            for (Scene.Rule rule : scene.rules()) {
                rules.add(new RuleSpec(scene.id() + "." + rule.key(), 1, rule.when(), rule.clear(), defaults));
            }
        }
        engine.install(RuleBook.compile(rules, kind -> names));
        engine.device(DEVICE, 1, 1_000_000_000L, own);
    }

    /** What was raised since this was last asked. */
    List<String> takeRaised(long nowMillis) {
        flush();
        engine.advance(nowMillis);
        List<String> all = List.copyOf(raised);
        raised.clear();
        truthCount = 0;
        return all;
    }

    @Override
    public void stuck() {
        flush();
        if (!Double.isNaN(told)) {
            errorsStuck.add(Math.abs(told - lastTruth));
        }
    }

    @Override
    public void reads(String channel, long atMillis, double value) {
        if (batch.size() > 0 && atMillis - batch.atMillis(0) >= 1_000) {
            flush();
        }
        batch.add(DEVICE, channels.indexOf(channel), atMillis, value);
    }

    private void flush() {
        if (batch.size() > 0) {
            batch.receivedMillis(batch.atMillis(batch.size() - 1));
            engine.accept(batch);
            batch.clear();
        }
    }

    @Override
    public void truly(long atMillis, double position) {
        truthTimes[truthCount] = atMillis;
        truths[truthCount++] = position;
        lastTruth = position;
    }

    @Override
    public void derived(int device, int channel, long atMillis, double value) {
        if (channel == positionChannel) {
            told = value;
            int i = java.util.Arrays.binarySearch(truthTimes, 0, truthCount, atMillis);
            if (i >= 0) {
                errors.add(Math.abs(value - truths[i]));
            }
        }
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        raised.add(rules.get(rule).key());
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // only beginnings matter here
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        // only beginnings matter here
    }
}
