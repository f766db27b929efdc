package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chengmai.realdata.NabScore.Window;
import org.junit.jupiter.api.Test;

class NabScoreTest {

    private static final List<Window> ONE = List.of(new Window(500, 599));

    private static double score(int... rows) {
        boolean[] detected = new boolean[1000];
        for (int row : rows) {
            detected[row] = true;
        }
        NabScore score = new NabScore(NabScore.Profile.STANDARD);
        score.file(detected, ONE);
        return score.score();
    }

    @Test
    void nothingIsNoughtAndTheFirstRowOfTheWindowAHundred() {
        assertThat(score()).isZero();
        assertThat(score(500)).isCloseTo(100, within(1e-9));
        assertThat(score(500, 550, 599)).isCloseTo(100, within(1e-9));
    }

    @Test
    void theLaterTheLess() {
        assertThat(score(550)).isBetween(90.0, 95.0);
        assertThat(score(599)).isBetween(50.0, 53.0);
    }

    @Test
    void aFalseAlarmCostsAndOneSoonAfterTheWindowLess() {
        assertThat(score(500, 300)).isCloseTo(94.5, within(1e-9));
        assertThat(score(500, 601)).isGreaterThan(99);
        assertThat(score(500, 100)).as("rows at the beginning are not judged").isCloseTo(100, within(1e-9));
    }
}
