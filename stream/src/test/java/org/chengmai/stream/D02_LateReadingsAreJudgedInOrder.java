package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Readings of a kind that may be late by 5 seconds, delayed by chance within that, tell of the same alarms as the same
 * readings in order: random rules, crashes in between. {@code -Dchengmai.seed=N} starts with another seed.
 */
class D02_LateReadingsAreJudgedInOrder {
    private static final long LATE = 5_000;
    private static final long FIRST_SEED = Long.getLong("chengmai.seed", 1);
    private static final Street.Names IN_ORDER = new Street.Names("a", "b", "c");
    private static final Street.Names MAY_BE_LATE = new Street.Names(List.of("a", "b", "c"), LATE);

    private record Reading(int device, int channel, long at, double value, long arrival) {}

    private static final class Told implements AlarmListener {
        final Map<Integer, List<String>> lines = new HashMap<>();

        private void tell(int device, String line) {
            lines.computeIfAbsent(device, none -> new ArrayList<>()).add(line);
        }

        @Override
        public void raised(int device, int rule, long atMillis, double value) {
            tell(device, atMillis + " raised " + rule + " by " + value);
        }

        @Override
        public void updated(int device, int rule, long atMillis, double value) {
            tell(device, atMillis + " updated " + rule + " by " + value);
        }

        @Override
        public void cleared(int device, int rule, long atMillis, double value) {
            tell(device, atMillis + " cleared " + rule + " by " + value);
        }
    }

    @Test
    void whateverTheOrderInWhichTheyArrive() {
        int alarms = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<RuleSpec> rules = new RandomRules(random, List.of("a", "b", "c"))
                    .book(List.of()).stream()
                            .filter(rule -> !(rule + "").contains(" in "))
                            .map(rule -> new RuleSpec(
                                    rule.kind() + rule.key(), 0, rule.raise(), rule.clear(), rule.parameters()))
                            .toList();
            List<Reading> readings = readings(random);
            Told inOrder = new Told();
            Told late = new Told();
            play(rules, IN_ORDER, readings, inOrder, random, 0);
            List<Reading> delayed = readings.stream()
                    .map(one ->
                            new Reading(one.device, one.channel, one.at, one.value, one.at + random.nextLong(LATE + 1)))
                    .sorted(Comparator.comparingLong(Reading::arrival))
                    .toList();
            play(rules, MAY_BE_LATE, delayed, late, random, 20);
            assertThat(late.lines).as("seed %d: %s", seed, rules).isEqualTo(inOrder.lines);
            alarms += inOrder.lines.values().stream().mapToInt(List::size).sum();
        }
        assertThat(alarms).isGreaterThan(10_000);
    }

    private static List<Reading> readings(SplittableRandom random) {
        List<Reading> readings = new ArrayList<>();
        long at = 1_000_000;
        for (int i = 0; i < 120; i++) {
            at += random.nextInt(4) == 0 ? 0 : random.nextInt(1, 4) * 700L;
            readings.add(new Reading(random.nextInt(2), random.nextInt(3), at, random.nextInt(3), at));
        }
        Set<List<Long>> seen = new HashSet<>();
        return readings.stream()
                .filter(one -> seen.add(List.of((long) one.device, (long) one.channel, one.at)))
                .sorted(Comparator.comparingLong(Reading::at).thenComparingInt(Reading::channel))
                .toList();
    }

    private static void play(
            List<RuleSpec> rules,
            Vocabulary kind,
            List<Reading> readings,
            Told told,
            SplittableRandom random,
            int crash) {
        Engine engine = engine(rules, kind, told);
        ReadingBatch batch = new ReadingBatch();
        for (Reading one : readings) {
            if (crash > 0 && random.nextInt(crash) == 0) {
                byte[] snapshot = engine.snapshot();
                engine = engine(rules, kind, told);
                engine.restore(snapshot);
            }
            batch.clear();
            batch.receivedMillis(one.arrival);
            batch.add(one.device, one.channel, one.at, one.value);
            engine.accept(batch);
        }
        engine.advance(2_000_000);
        assertThat(engine.counters().late()).isZero();
    }

    private static Engine engine(List<RuleSpec> rules, Vocabulary kind, Told told) {
        Engine engine = new Engine(told);
        engine.install(RuleBook.compile(rules, number -> kind));
        engine.device(0, 0, 999_000, Map.of());
        engine.device(1, 0, 999_000, Map.of());
        return engine;
    }

    @Test
    void andWhatIsLaterThanThatIsCounted() {
        Engine engine = engine(List.of(), MAY_BE_LATE, new Told());
        ReadingBatch batch = new ReadingBatch();
        batch.receivedMillis(1_010_000);
        batch.add(0, 0, 1_000_000, 1);
        batch.add(0, 0, 1_010_000, 1);
        batch.add(0, 0, 999_000, 1);
        engine.accept(batch);
        engine.advance(1_020_000);
        assertThat(engine.counters().late()).isEqualTo(1);
        assertThat(engine.counters().counted()).isEqualTo(2);
    }
}
