package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Scene B2 on a steel frame in made-up weather: the sun bends it by a few hundredths of a degree a degree of warmth, fronts of
 * 15 degrees come and go within two days, a reading each half hour with noise. Six frames, each with another bend.
 */
class TiltTest {

    private static final long STEP = 1_800_000;
    private static final int DAY = 48;
    private static final int DAYS = 60;
    private static final int FRAMES = 6;
    private static final long START = 20_000L * 86_400_000;

    /** Days into the record at which the rule raised its alarms. */
    private static List<Double> alarms(String rule, long seed, boolean thermometer, DoubleUnaryOperator leanOfDay) {
        SplittableRandom random = new SplittableRandom(seed);
        double bend = 0.01 + 0.008 * seed;
        double front = 0;
        double aim = 0;
        Watched engine = Watched.scene("B2", rule, Map.of());
        for (int i = 0; i < DAYS * DAY; i++) {
            double day = i / (double) DAY;
            if (i % (3 * DAY) == 0) {
                aim = random.nextDouble(-15, 15);
            }
            front += (aim - front) / DAY;
            double warmth = 18 + front + 7 * Math.sin(2 * Math.PI * (day - 0.35)) + 0.3 * random.nextGaussian();
            double angle = 0.8 + bend * (warmth - 18) + 0.02 * random.nextGaussian() + leanOfDay.applyAsDouble(day);
            long at = START + i * STEP;
            engine.reads(at, thermometer ? Map.of("angle", angle, "temperature", warmth) : Map.of("angle", angle));
        }
        return engine.spells().stream()
                .map(spell -> (spell.raisedMillis() - START) / (double) (DAY * STEP))
                .toList();
    }

    private static List<Double> all(String rule, boolean thermometer, DoubleUnaryOperator leanOfDay) {
        List<Double> all = new ArrayList<>();
        for (long seed = 1; seed <= FRAMES; seed++) {
            all.addAll(alarms(rule, seed, thermometer, leanOfDay));
        }
        return all;
    }

    @Test
    void weatherAloneIsNoDriftWhereThereIsAThermometer() {
        assertThat(all("drift-warm", true, day -> 0)).isEmpty();
        assertThat(all("jump", true, day -> 0)).isEmpty();
        assertThat(all("drift", false, day -> 0)).as("without one it is").isNotEmpty();
    }

    @Test
    void aSlowLeanIsFoundWithinTwoWeeks() {
        for (long seed = 1; seed <= FRAMES; seed++) {
            List<Double> found = alarms("drift-warm", seed, true, day -> Math.max(0, day - 30) * 0.06);
            assertThat(found).as("frame " + seed).isNotEmpty();
            assertThat(found.getFirst()).as("frame " + seed).isBetween(30.0, 44.0);
        }
    }

    @Test
    void aJumpIsFoundAtItsNextReadings() {
        for (long seed = 1; seed <= FRAMES; seed++) {
            List<Double> found = alarms("jump", seed, true, day -> day < 40 ? 0 : 0.8);
            assertThat(found).as("frame " + seed).hasSizeBetween(1, 2);
            assertThat(found.getFirst()).as("frame " + seed).isBetween(40.0, 40.0 + 2.0 / DAY);
        }
    }
}
