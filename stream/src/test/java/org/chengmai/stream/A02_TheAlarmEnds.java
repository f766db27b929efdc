package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class A02_TheAlarmEnds {

    @Test
    void whenItsConditionIsOver() {
        Street street = new Street().rule("hot: temperature > 60").knows(1, "00:00");
        street.device(1).reads("temperature", 61).at("10:00").tells("10:00 raised hot of 1 by 61");
        street.device(1).reads("temperature", 59).at("10:05").tells("10:05 cleared hot of 1 by 59");
        street.device(1).reads("temperature", 70).at("10:06").tells("10:06 raised hot of 1 by 70");
    }

    @Test
    void orWhenItsOwnClearConditionHolds() {
        Street street = new Street()
                .rule("hot: temperature > 60 | temperature < 40 for 2 min")
                .knows(1, "00:00");
        street.device(1).reads("temperature", 61).at("10:00").tells("10:00 raised hot of 1 by 61");
        street.device(1).reads("temperature", 50).at("10:01").tells("10:01 updated hot of 1 by 50");
        street.device(1).reads("temperature", 39).at("10:02").tells("10:02 updated hot of 1 by 39");
        street.clock("10:03:59").tells();
        street.clock("10:04").tells("10:04 cleared hot of 1 by 39");
    }

    @Test
    void orItsDeviceIsForgotten() {
        Street street = new Street().rule("hot: temperature > 60").knows(1, "00:00");
        street.device(1).reads("temperature", 61).at("10:00").tells("10:00 raised hot of 1 by 61");
        street.forgets(1).tells("10:00 cleared hot of 1 by 61");
        street.device(1).reads("temperature", 61).at("10:01").tells();
    }
}
