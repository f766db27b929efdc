package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class C01_AConditionHoldsForATime {
    private final Street street =
            new Street().rule("blocked: occupied = 1 for 30 min").knows(1, "00:00");

    @Test
    void andNoReadingIsNeededToTell() {
        street.device(1).reads("occupied", 1).at("10:00").tells();
        street.clock("10:29:59").tells();
        street.clock("11:00").tells("10:30 raised blocked of 1 by 1");
    }

    @Test
    void andAReadingInBetweenIsNoBreak() {
        street.device(1).reads("occupied", 1).at("10:00");
        street.device(1).reads("occupied", 1).at("10:20");
        street.device(1)
                .reads("occupied", 1)
                .at("10:40")
                .tells("10:30 raised blocked of 1 by 1", "10:40 updated blocked of 1 by 1");
    }

    @Test
    void butABreakBeginsItAnew() {
        street.device(1).reads("occupied", 1).at("10:00");
        street.device(1).reads("occupied", 0).at("10:29");
        street.device(1).reads("occupied", 1).at("10:30");
        street.clock("10:59:59").tells();
        street.clock("11:00").tells("11:00 raised blocked of 1 by 1");
    }

    @Test
    void andTheLastMomentCounts() {
        street.device(1).reads("occupied", 1).at("10:00");
        street.device(1)
                .reads("occupied", 0)
                .at("10:30")
                .tells("10:30 raised blocked of 1 by 1", "10:30 cleared blocked of 1 by 0");
    }
}
