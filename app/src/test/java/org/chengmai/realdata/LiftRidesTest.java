package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chengmai.demo.LiftSensor;
import org.chengmai.realdata.LiftTable.Outcome;
import org.junit.jupiter.api.Test;

/** Some hundred rides of simulated lifts under the shipped scenes; ten thousand are in {@code docs/evaluation.md}. */
class LiftRidesTest {

    private static final long SEED = Long.getLong("chengmai.seed", 1);
    private static final int RIDES = Integer.getInteger("chengmai.runs", 250);

    @Test
    void whatGoesWrongIsFoundAndNothingElseIsSaid() {
        for (LiftSensor sensor : List.of(LiftSensor.ALL.get(0), LiftSensor.ALL.get(1))) {
            Outcome outcome = LiftTable.play(sensor, RIDES, SEED);
            assertThat(outcome.missed())
                    .as("%s, seed %d: %s", sensor.name(), SEED, outcome.found)
                    .isZero();
            assertThat(outcome.inVain).as("%s, seed %d", sensor.name(), SEED).isEmpty();
            assertThat(LiftTable.quantile(outcome.errors, 0.5)).isLessThan(0.05);
            assertThat(LiftTable.quantile(outcome.errors, 0.95)).isLessThan(0.2);
        }
    }
}
