package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class A03_TheLevelRisesAndFalls {

    @Test
    void whileTheAlarmIsActive() {
        Street street = new Street()
                .rule("deep", "temperature > 10", "temperature > 20", "temperature > 30 for 1 min")
                .knows(1, "00:00");
        street.device(1)
                .reads("temperature", 25)
                .at("10:00")
                .tells("10:00 raised deep of 1 by 25", "10:00 level 1 deep of 1 by 25");
        street.device(1).reads("temperature", 35).at("10:01").tells("10:01 updated deep of 1 by 35");
        street.clock("10:02").tells("10:02 level 2 deep of 1 by 35");
        street.crashes()
                .device(1)
                .reads("temperature", 15)
                .at("10:03")
                .tells("10:03 updated deep of 1 by 15", "10:03 level 0 deep of 1 by 15");
        street.device(1).reads("temperature", 5).at("10:04").tells("10:04 cleared deep of 1 by 5");
        street.device(1).reads("temperature", 11).at("10:05").tells("10:05 raised deep of 1 by 11");
    }
}
