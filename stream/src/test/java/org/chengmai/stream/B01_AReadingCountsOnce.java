package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class B01_AReadingCountsOnce {
    private final Street street =
            new Street().rule("smoke: 3 times (smoke > 0.05) within 1 min").knows(1, "00:00");

    @Test
    void whenItIsDeliveredTwice() {
        street.device(1).reads("smoke", 0.1).at("10:00");
        street.device(1).reads("smoke", 0.1).at("10:00:10");
        street.device(1)
                .reads("smoke", 0.1)
                .arrivingAt("10:00:11")
                .at("10:00:10")
                .tells();
        street.device(1).reads("smoke", 0.2).at("10:00:20").tells("10:00:20 raised smoke of 1 by 0.2");
        assertThat(street.engine().counters().lateOrDuplicate()).isEqualTo(1);
    }

    @Test
    void andNotAtAllWhenItIsLate() {
        street.device(1).reads("smoke", 0).at("10:00");
        street.device(1).reads("smoke", 9).arrivingAt("10:01").at("09:59").tells();
        assertThat(street.engine().counters()).isEqualTo(new Counters(1, 1, 0, 0, 0, 1, 1));
    }

    @Test
    void andNotAtAllWhenNobodyKnowsWhatItIs() {
        street.device(7).reads("smoke", 9).at("10:00");
        street.device(1).reads("colour", 9).at("10:00");
        street.device(1).reads("smoke", Double.NaN).at("10:00").tells();
        assertThat(street.engine().counters().unknown()).isEqualTo(3);
    }
}
