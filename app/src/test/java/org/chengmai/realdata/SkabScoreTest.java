package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chengmai.realdata.NabScore.Profile;
import org.chengmai.realdata.SkabScore.Row;
import org.junit.jupiter.api.Test;

/** A file of 400 seconds with a fault from the 200th to the 299th; its change points are where the fault begins and ends. */
class SkabScoreTest {

    private static SkabScore scored(int... changes) {
        List<Row> rows = new ArrayList<>();
        boolean[] predicted = new boolean[400];
        for (int i = 0; i < 400; i++) {
            rows.add(new Row(i * 1000L, i >= 200 && i < 300, i == 200 || i == 300));
            predicted[i] = i > 0 && predicted[i - 1];
            for (int change : changes) {
                predicted[i] ^= change == i;
            }
        }
        SkabScore score = new SkabScore();
        score.file(rows, predicted);
        return score;
    }

    @Test
    void nothingIsNought() {
        assertThat(scored().changePointScore(Profile.STANDARD)).isZero();
        assertThat(scored().missedAlarmRate()).isEqualTo(100);
        assertThat(scored().f1()).isZero();
    }

    @Test
    void theTruthItselfIsRightRowByRow() {
        assertThat(scored(200, 300).f1()).isEqualTo(1);
        assertThat(scored(200, 300).falseAlarmRate()).isZero();
    }

    @Test
    void aSecondAfterEachChangeIsNearlyPerfectAndLaterIsLess() {
        assertThat(scored(201, 301).changePointScore(Profile.STANDARD)).isCloseTo(100, within(0.1));
        assertThat(scored(225, 325).changePointScore(Profile.STANDARD)).isBetween(95.0, 99.9);
        assertThat(scored(232, 332).changePointScore(Profile.STANDARD)).isBetween(50.0, 75.0);
        assertThat(scored(245, 345).changePointScore(Profile.STANDARD)).isLessThan(0.01);
    }

    @Test
    void aFalseOneCosts() {
        double one = scored(100, 201, 301).changePointScore(Profile.STANDARD);
        assertThat(one).isCloseTo(100 - 100 * 0.11 / 4, within(0.1));
        assertThat(scored(100, 201, 301).changePointScore(Profile.LOW_FALSE_POSITIVE))
                .isLessThan(one);
    }
}
