package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class C07_OneAfterAnother {

    @Test
    void thenHoldsWhileTheSecondDoes() {
        Street street = new Street()
                .rule("crash: smoke > 0.5 then temperature > 60 within 2 min")
                .knows(1, "00:00");
        street.device(1).reads("smoke", 0.9).at("10:00").tells();
        street.device(1).reads("smoke", 0).at("10:00:30").tells();
        street.device(1).reads("temperature", 70).at("10:02").tells("10:02 raised crash of 1 by 70");
        street.device(1).reads("temperature", 20).at("10:03").tells("10:03 cleared crash of 1 by 20");
        street.device(1).reads("temperature", 70).at("10:04").tells();
    }

    @Test
    void theOtherWayRoundIsNotThen() {
        Street street = new Street()
                .rule("crash: smoke > 0.5 then temperature > 60 within 2 min")
                .knows(1, "00:00");
        street.device(1).reads("temperature", 70).at("10:00").tells();
        street.device(1).reads("smoke", 0.9).at("10:00").tells();
        street.device(1).reads("temperature", 71).at("10:01").tells();
    }

    @Test
    void withoutWaitsForTheSecondAndEndsWithIt() {
        Street street = new Street()
                .rule("call: occupied = 1 without battery = 1 within 3 min")
                .knows(1, "00:00");
        street.device(1).reads("occupied", 1).at("10:00");
        street.device(1).reads("occupied", 0).at("10:00:01");
        street.device(1).reads("occupied", 1).at("10:02").tells();
        street.clock("10:04").tells("10:03:00.001 raised call of 1 by 1");
        street.device(1).reads("battery", 1).at("10:05").tells("10:05 cleared call of 1 by 1");
        street.device(1).reads("battery", 0).at("10:06");
        street.device(1).reads("occupied", 0).at("10:07");
        street.device(1).reads("occupied", 1).at("10:08");
        street.device(1).reads("battery", 1).at("10:11").tells();
        street.clock("10:30").tells();
    }
}
