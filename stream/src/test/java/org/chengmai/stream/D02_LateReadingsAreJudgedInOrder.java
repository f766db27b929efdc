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
 * Readings of a kind that may be late by a bound, out of order in any way within that, tell of the same alarms and levels as
 * the same readings in order: random rules, several devices, days apart so that baselines are known, several readings in a
 * batch, crashes in between. Rules about a place are left out, for the bound holds for each device by itself: neighbours are
 * seen as they have been judged. {@code -Dchengmai.seed=N} starts with another seed.
 */
class D02_LateReadingsAreJudgedInOrder {
    private static final int DEVICES = 4;
    private static final long FIRST_SEED = Long.getLong("chengmai.seed", 1);
    private static final Street.Names IN_ORDER = new Street.Names("a", "b", "c");
    private static final Street.Names MAY_BE_LATE = mayBeLate(5_000);
    private static final List<Long> BOUNDS = List.of(1L, 700L, 5_000L, 60_000L);

    private record Reading(int device, int channel, long at, double value, long arrival) {
        Reading later(long by) {
            return new Reading(device, channel, at, value, at + by);
        }
    }

    private static Street.Names mayBeLate(long bound) {
        return new Street.Names(List.of("a", "b", "c"), bound);
    }

    /** Ways to be out of order: how late a reading comes, from 0 to the bound. */
    private enum Disorder {
        BY_CHANCE,
        AT_ONCE_OR_AT_THE_LAST_MOMENT,
        BACKWARDS,
        ONE_CHANNEL_LATE,
        ONE_DEVICE_LATE;

        long delay(Reading one, long bound, SplittableRandom random) {
            return switch (this) {
                case BY_CHANCE -> random.nextLong(bound + 1);
                case AT_ONCE_OR_AT_THE_LAST_MOMENT -> random.nextBoolean() ? 0 : bound;
                case BACKWARDS -> bound - one.at % (bound + 1);
                case ONE_CHANNEL_LATE -> one.channel == 1 ? bound : 0;
                case ONE_DEVICE_LATE -> one.device == 1 ? bound : random.nextLong(bound + 1);
            };
        }
    }

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
        public void level(int device, int rule, long atMillis, double value, int level) {
            tell(device, atMillis + " level " + level + " of " + rule + " by " + value);
        }

        @Override
        public void cleared(int device, int rule, long atMillis, double value) {
            tell(device, atMillis + " cleared " + rule + " by " + value);
        }
    }

    @Test
    void whateverTheOrderInWhichTheyArrive() {
        int alarms = 0;
        int overtaken = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long bound = BOUNDS.get(random.nextInt(BOUNDS.size()));
            Disorder disorder = Disorder.values()[random.nextInt(Disorder.values().length)];
            List<RuleSpec> rules = new RandomRules(random, List.of("a", "b", "c"))
                    .book(List.of()).stream()
                            .filter(rule -> !(rule + "").contains(" in "))
                            .map(rule -> new RuleSpec(
                                    rule.kind() + rule.key(),
                                    0,
                                    rule.raise(),
                                    rule.clear(),
                                    rule.parameters(),
                                    rule.levels()))
                            .toList();
            List<Reading> readings = readings(random);
            List<Reading> late = readings.stream()
                    .map(one -> one.later(disorder.delay(one, bound, random)))
                    .sorted(Comparator.comparingLong(Reading::arrival).thenComparingLong(one -> -one.at))
                    .toList();
            overtaken += overtaken(late);
            Told inOrder = new Told();
            Told outOfOrder = new Told();
            play(rules, IN_ORDER, readings, inOrder, random, 0);
            play(rules, mayBeLate(bound), late, outOfOrder, random, 20);
            assertThat(outOfOrder.lines)
                    .as("seed %d, %s by %d ms: %s", seed, disorder, bound, rules)
                    .isEqualTo(inOrder.lines);
            alarms += inOrder.lines.values().stream().mapToInt(List::size).sum();
        }
        assertThat(alarms).isGreaterThan(15_000);
        assertThat(overtaken).isGreaterThan(15_000);
    }

    /** How many readings come after a later one of their device. */
    private static int overtaken(List<Reading> readings) {
        long[] newest = new long[DEVICES];
        int overtaken = 0;
        for (Reading one : readings) {
            overtaken += one.at < newest[one.device] ? 1 : 0;
            newest[one.device] = Math.max(newest[one.device], one.at);
        }
        return overtaken;
    }

    private static List<Reading> readings(SplittableRandom random) {
        List<Reading> readings = new ArrayList<>();
        long at = 1_000_000;
        for (int i = 0; i < 160; i++) {
            at += random.nextInt(4) == 0 ? 0 : random.nextInt(1, 4) * 700L;
            at += random.nextInt(30) == 0 ? 24 * 3_600_000 : 0;
            readings.add(new Reading(random.nextInt(DEVICES), random.nextInt(3), at, random.nextInt(3), at));
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
        for (int i = 0; i < readings.size(); i++) {
            Reading one = readings.get(i);
            batch.receivedMillis(one.arrival);
            batch.add(one.device, one.channel, one.at, one.value);
            boolean together = i + 1 < readings.size() && readings.get(i + 1).arrival == one.arrival;
            if (together && random.nextBoolean()) {
                continue;
            }
            engine.accept(batch);
            batch.clear();
            if (crash > 0 && random.nextInt(crash) == 0) {
                byte[] snapshot = engine.snapshot();
                engine = engine(rules, kind, told);
                engine.restore(snapshot);
            }
        }
        engine.advance(readings.getLast().at + 10L * 24 * 3_600_000);
        assertThat(engine.counters().late()).isZero();
    }

    private static Engine engine(List<RuleSpec> rules, Vocabulary kind, Told told) {
        Engine engine = new Engine(told);
        engine.install(RuleBook.compile(rules, number -> kind));
        for (int device = 0; device < DEVICES; device++) {
            engine.device(device, 0, 999_000, Map.of());
        }
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
