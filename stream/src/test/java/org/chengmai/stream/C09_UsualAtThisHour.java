package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class C09_UsualAtThisHour implements AlarmListener {
    private static final long HOUR = 3_600_000;
    private final List<String> told = new ArrayList<>();

    @Test
    void isKnownAfterThreeDaysOfTheSameHour() {
        Engine engine = new Engine(this);
        RuleSpec rule =
                new RuleSpec("r", 1, "abs(flow - usual(flow, 7 d)) > 4 * spread(flow, 7 d) + 0.5", null, Map.of());
        engine.install(RuleBook.compile(List.of(rule), kind -> new Street.Names("flow")));
        engine.device(0, 1, 0, Map.of());
        ReadingBatch batch = new ReadingBatch();
        for (long day = 0; day < 5; day++) {
            for (int minute = 0; minute < 1_440; minute += 10) {
                long at = day * 24 * HOUR + minute * 60_000L;
                boolean isOdd = minute == 14 * 60 + 30 && (day == 2 || day == 3);
                batch.clear();
                batch.receivedMillis(at);
                batch.add(0, 0, at, Math.floorDiv(minute, 60) + (minute / 10) % 2 * 0.25 + (isOdd ? 3 : 0));
                engine.accept(batch);
            }
        }
        assertThat(told).containsExactly("86 raised", "86 cleared");
    }

    /** A book of hours and the plain definition over random readings, some hours with many. */
    @Test
    void isWhatItsDefinitionSays() {
        SplittableRandom random = new SplittableRandom(5);
        Baselines baselines = new Baselines();
        List<List<Double>> hours = new ArrayList<>();
        int book = 0;
        for (int hour = 0; hour < 24 * 12; hour++) {
            List<Double> readings = new ArrayList<>();
            for (int i = random.nextInt(7) == 0 ? 0 : random.nextInt(200); i > 0; i--) {
                readings.add(random.nextGaussian());
                book = baselines.feed(book, hour, 5, readings.getLast());
            }
            hours.add(readings);
            int number = baselines.read(baselines.write(book));
            baselines.free(book);
            book = number;
            List<Double> same = new ArrayList<>();
            for (int ago = 24; ago <= 24 * 5 && ago <= hour; ago += 24) {
                same.addAll(PlainBaseline.quartiles(hours.get(hour - ago)));
            }
            same.sort(null);
            double usual = same.size() < 9 ? Double.NaN : same.get((same.size() - 1) / 2);
            if (!readings.isEmpty()) {
                assertThat(baselines.value(book, 5, false)).as("hour %d", hour).isEqualTo(Double.valueOf(usual));
            }
        }
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        told.add(atMillis / HOUR + " raised");
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // not part of the story
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        told.add(atMillis / HOUR + " cleared");
    }
}
