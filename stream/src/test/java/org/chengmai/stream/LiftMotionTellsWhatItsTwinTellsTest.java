package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Rides, stops, pauses and switches by chance, through a real engine that crashes now and then and hears what it has told again,
 * as from a log that keeps it: after every reading it tells what the plain twin tells, which hears nothing of that.
 * {@code -Dchengmai.seed=N} starts with another seed.
 */
class LiftMotionTellsWhatItsTwinTellsTest {
    private static final long FIRST_SEED = Long.getLong("chengmai.seed", 1);
    private static final int RUNS = 40;
    private static final double CLOSE = 1e-4;
    /** In the order of the twin. */
    private static final List<String> CHANNELS =
            List.of("acceleration", "level", "base", "doorOpen", "position", "speed", "offset");

    private record Names(List<String> channels) implements Vocabulary {
        @Override
        public int channel(String name) {
            return channels.indexOf(name);
        }

        @Override
        public Derivation derives() {
            return Derivation.LIFT_MOTION;
        }
    }

    @Test
    void alwaysAndAfterEveryReading() {
        long told = 0;
        long known = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            Run run = new Run(seed);
            run.play();
            told += run.told;
            known += run.known;
        }
        assertThat(told).isGreaterThan(100L * RUNS);
        assertThat(known).isGreaterThan(told / 4);
    }

    private static final class Run implements AlarmListener {
        private final long seed;
        private final SplittableRandom random;
        private final PlainLift twin = new PlainLift();
        private final ReadingBatch batch = new ReadingBatch();
        private final List<Double> heard = new ArrayList<>();
        private final ReadingBatch echo = new ReadingBatch();
        private final int millis;
        private Engine engine = new Engine(this);
        private long now = 1_000_000;
        private long told;
        private long known;

        Run(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.millis = random.nextBoolean() ? 10 : 20;
            begin();
        }

        private void begin() {
            RuleSpec rule = new RuleSpec("r", 1, "offset > 75 for 30 s or position > 100", null, Map.of());
            engine.install(RuleBook.compile(List.of(rule), kind -> new Names(CHANNELS)));
            engine.device(0, 1, 0, Map.of("floors", (double) PlainLift.FLOORS, "topM", 30.0));
        }

        void play() {
            stand(random.nextInt(500, 3_000));
            read(2, 1);
            for (int i = 0; i < 25; i++) {
                switch (random.nextInt(8)) {
                    case 0 -> now += random.nextInt(20_000);
                    case 1 -> stand(random.nextInt(4_000));
                    case 2 -> read(random.nextInt(1, 4), random.nextInt(2));
                    case 3 -> crash();
                    case 4 -> read(4, 3.0 * random.nextInt(PlainLift.FLOORS));
                    default -> ride();
                }
            }
        }

        /** Speeding up, going evenly, slowing down again, not always as much. */
        private void ride() {
            double acceleration = random.nextDouble(0.3, 1.2) * (random.nextBoolean() ? 1 : -1);
            int pulse = random.nextInt(300, 2_000);
            shake(acceleration, pulse);
            int evenly = random.nextInt(6_000);
            for (int part = 0; part < 3; part++) {
                shake(0, evenly / 3);
                if (random.nextBoolean()) {
                    read(1, random.nextInt(2));
                }
            }
            shake(-acceleration * (random.nextInt(5) == 0 ? random.nextDouble(0.8, 1) : 1), pulse);
            stand(random.nextInt(3_000));
        }

        private void stand(int lasts) {
            shake(0, lasts);
        }

        private void shake(double acceleration, int lasts) {
            for (int t = 0; t < lasts; t += millis) {
                now += millis - random.nextInt(3) + 1;
                read(0, 9.81 + acceleration + 0.02 * random.nextGaussian());
                if (random.nextInt(10) == 0) {
                    hearItself();
                }
            }
        }

        /** All that was told since comes back, changed by nothing but the rounding of who kept it. */
        private void hearItself() {
            heard.clear();
            batch.clear();
            batch.receivedMillis(now);
            for (int i = 0; i < echo.size(); i++) {
                batch.add(0, echo.channel(i), echo.atMillis(i), Math.rint(echo.value(i) * 1000) / 1000);
            }
            echo.clear();
            engine.accept(batch);
            assertThat(heard).as("seed %d at %d", seed, now).isEmpty();
        }

        private void crash() {
            byte[] snapshot = engine.snapshot();
            engine = new Engine(this);
            begin();
            engine.restore(snapshot);
        }

        private void read(int channel, double value) {
            now++;
            heard.clear();
            batch.clear();
            batch.receivedMillis(now);
            batch.add(0, channel, now, value);
            engine.accept(batch);
            List<Double> wanted = twin.read(channel, now, value).stream()
                    .filter(one -> !Double.isNaN(one))
                    .toList();
            assertThat(heard).as("seed %d at %d", seed, now).hasSameSizeAs(wanted);
            told += wanted.isEmpty() ? 0 : 1;
            known += wanted.size() == 3 ? 1 : 0;
            for (int i = 0; i < wanted.size(); i++) {
                assertThat(heard.get(i)).as("seed %d at %d", seed, now).isCloseTo(wanted.get(i), within(CLOSE));
            }
        }

        @Override
        public void derived(int device, int channel, long atMillis, double value) {
            heard.add(value);
            echo.add(device, channel, atMillis, value);
        }

        @Override
        public void raised(int device, int rule, long atMillis, double value) {
            // not part of the comparison
        }

        @Override
        public void updated(int device, int rule, long atMillis, double value) {
            // not part of the comparison
        }

        @Override
        public void cleared(int device, int rule, long atMillis, double value) {
            // not part of the comparison
        }
    }
}
