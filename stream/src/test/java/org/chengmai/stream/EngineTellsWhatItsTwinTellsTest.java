package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random rules, readings (twice, late, early, old, with gaps), clocks, registrations, books and crashes: after every step
 * the engine has told exactly what the plain twin has told. {@code -Dchengmai.seed=N} starts with another seed and
 * {@code -Dchengmai.runs=N} runs more of them.
 */
class EngineTellsWhatItsTwinTellsTest {
    private static final long FIRST_SEED = Long.getLong("chengmai.seed", 1);
    private static final int RUNS = Integer.getInteger("chengmai.runs", 1_500);

    @Test
    void alwaysAndAfterEveryStep() {
        long alarms = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            alarms += new Run(seed).play();
        }
        assertThat(alarms).isGreaterThan(8L * RUNS);
    }

    /** A city whose day lasts 12 seconds and whose every third day is a working day. */
    private static final CityClock QUICK_CITY = new CityClock() {
        @Override
        public long day(long millis) {
            return Math.floorDiv(millis, 12_000);
        }

        @Override
        public int minute(long millis) {
            return Math.floorMod(millis, 12_000) * 1_440 / 12_000;
        }

        @Override
        public long when(long day, int minute) {
            return day * 12_000 + (minute * 12_000L + 1_439) / 1_440;
        }

        @Override
        public boolean isWorkday(long day) {
            return day % 3 == 0;
        }
    };

    private static final class Run {
        private static final int DEVICES = 4;
        private static final long CATCH_UP = 3_000;
        private static final Map<Integer, Vocabulary> KINDS =
                Map.of(0, new Street.Names("a", "b", "c"), 1, new Street.Names("a", "b", "c"));

        private final long seed;
        private final SplittableRandom random;
        private final RandomRules randomRules;
        private final Told told = new Told();
        private final Told twinTold = new Told();
        private final PlainEngine twin = new PlainEngine(twinTold, CATCH_UP, QUICK_CITY);
        private final Map<Standing, Integer> groups = new HashMap<>();
        private final Map<Integer, Registration> registered = new HashMap<>();
        private final List<String> steps = new ArrayList<>();
        private final ReadingBatch batch = new ReadingBatch();
        private final long[] lag = new long[DEVICES];
        private final List<Counters> earlier = new ArrayList<>();
        private Engine engine = new Engine(told, CATCH_UP).in(QUICK_CITY);
        private List<RuleSpec> rules = List.of();
        private long now = 1_000_000;

        private record Standing(int device, PlaceLevel level) {}

        private record Registration(int kind, long knownSince, Map<String, Double> own) {}

        Run(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.randomRules = new RandomRules(random, List.of("a", "b", "c"));
        }

        long play() {
            install();
            for (int device = 0; device < DEVICES; device++) {
                lag[device] = random.nextInt(3) == 0 ? random.nextInt(100_000) : random.nextInt(3) * 1000L;
                register(device);
                place(device);
            }
            for (int step = 0; step < 60; step++) {
                step();
                compare();
            }
            compareCounters();
            return twin.counters().raised();
        }

        private void step() {
            switch (random.nextInt(30)) {
                case 0 -> install();
                case 1 -> register(random.nextInt(DEVICES));
                case 2 -> forget(random.nextInt(DEVICES));
                case 12 -> place(random.nextInt(DEVICES));
                case 3, 4, 5 -> crash();
                case 6, 7, 8, 9, 10, 11 -> advance();
                default -> accept();
            }
        }

        private void install() {
            rules = randomRules.book(rules);
            steps.add("install " + rules);
            engine.install(book());
            twin.install(rules, KINDS);
        }

        private RuleBook book() {
            return RuleBook.compile(rules, KINDS::get);
        }

        private void register(int device) {
            Registration before = registered.get(device);
            int kind = before != null && random.nextInt(4) > 0 ? before.kind : random.nextInt(2);
            long since =
                    before != null && random.nextBoolean() ? before.knownSince : now + 1000L * random.nextInt(-8, 4);
            Registration registration = new Registration(kind, since, own());
            registered.put(device, registration);
            steps.add("device " + device + " " + registration);
            engine.device(device, kind, since, registration.own);
            twin.device(device, kind, since, registration.own);
        }

        private Map<String, Double> own() {
            return switch (random.nextInt(4)) {
                case 0 -> Map.of("p", random.nextInt(-1, 6) / (double) random.nextInt(1, 3));
                case 1 -> Map.of("q", (double) random.nextInt(6), "p", 2.0);
                default -> Map.of();
            };
        }

        private void forget(int device) {
            steps.add("forget " + device);
            registered.remove(device);
            groups.keySet().removeIf(standing -> standing.device == device);
            engine.forget(device);
            twin.forget(device);
        }

        private void place(int device) {
            PlaceLevel level = random.nextInt(3) == 0 ? PlaceLevel.STREET : PlaceLevel.BUILDING;
            int group = random.nextInt(3);
            steps.add("place " + device + " " + level + " " + group);
            groups.put(new Standing(device, level), group);
            engine.place(device, level, group);
            twin.place(device, level, group);
        }

        /** The engine dies; another goes on from its snapshot. */
        private void crash() {
            steps.add("crash");
            byte[] snapshot = engine.snapshot();
            earlier.add(engine.counters());
            engine = new Engine(told, CATCH_UP).in(QUICK_CITY);
            engine.install(book());
            registered.forEach((device, one) -> engine.device(device, one.kind, one.knownSince, one.own));
            groups.forEach((standing, group) -> engine.place(standing.device, standing.level, group));
            engine.restore(snapshot);
        }

        /** One step of the clock for the twin, perhaps many small ones for the engine. */
        private void advance() {
            long to = now + 500L * random.nextInt(20);
            steps.add("advance " + to);
            if (random.nextBoolean()) {
                for (long time = now; time < to; time += random.nextInt(1, 1500)) {
                    engine.advance(time);
                }
            }
            now = to;
            engine.advance(now);
            twin.advance(now);
        }

        private void accept() {
            now += 500L * random.nextInt(4);
            batch.clear();
            batch.receivedMillis(now - (random.nextInt(9) == 0 ? 700 : 0));
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                int device = random.nextInt(20) == 0 ? DEVICES : random.nextInt(DEVICES);
                int channel = random.nextInt(30) == 0 ? 3 : random.nextInt(3);
                double value = random.nextInt(30) == 0 ? Double.NaN : value();
                batch.add(device, channel, time(device), value);
                steps.add("read " + device + "." + channel + " at " + batch.atMillis(batch.size() - 1) + " = " + value
                        + ", arrived " + batch.receivedMillis());
            }
            engine.accept(batch);
            twin.accept(batch);
        }

        /** Often the very numbers with which rules compare, often one a little off them. */
        private double value() {
            return random.nextInt(3) + (random.nextInt(3) == 0 ? random.nextInt(-3, 4) / 8.0 : 0);
        }

        private long time(int device) {
            if (device == DEVICES) {
                return now;
            }
            if (random.nextInt(4) == 0) {
                lag[device] = Math.max(-2_000, lag[device] + 500L * random.nextInt(-10, 4));
            }
            long exact = now - lag[device];
            return random.nextInt(3) == 0 ? exact : Math.floorDiv(exact, 1000) * 1000 - 1000L * random.nextInt(2);
        }

        private void compare() {
            if (!told.lines.equals(twinTold.lines)) {
                assertThat(told.lines)
                        .as("seed %d: %s", seed, String.join("\n", steps))
                        .isEqualTo(twinTold.lines);
            }
            told.lines.clear();
            twinTold.lines.clear();
        }

        private void compareCounters() {
            Counters sum = engine.counters();
            for (Counters one : earlier) {
                sum = new Counters(
                        sum.counted() + one.counted(),
                        sum.lateOrDuplicate() + one.lateOrDuplicate(),
                        sum.unknown() + one.unknown(),
                        sum.raised() + one.raised(),
                        sum.cleared() + one.cleared(),
                        sum.timersFired() + one.timersFired(),
                        sum.late() + one.late());
            }
            assertThat(sum).as("seed %d", seed).isEqualTo(twin.counters());
        }
    }
}
