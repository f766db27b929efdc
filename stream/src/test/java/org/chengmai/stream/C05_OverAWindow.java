package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class C05_OverAWindow {

    @Test
    void theMeanMovesOnByItself() {
        Street street = new Street().rule("hot: mean(temperature, 10 min) > 50").knows(1, "00:00");
        street.device(1).reads("temperature", 40).at("10:00").tells();
        street.device(1).reads("temperature", 70).at("10:05").tells("10:05 raised hot of 1 by 70");
        street.device(1).reads("temperature", 40).at("10:06").tells("10:06 cleared hot of 1 by 40");
        street.clock("10:20").tells("10:10:00.001 raised hot of 1 by 40", "10:15:00.001 cleared hot of 1 by 40");
    }

    @Test
    void aRiseCountsFromTheLeast() {
        Street street =
                new Street().rule("heating: rise(temperature, 5 min) >= 8").knows(1, "00:00");
        street.device(1).reads("temperature", 22).at("10:00");
        street.device(1).reads("temperature", 20).at("10:01");
        street.device(1).reads("temperature", 27).at("10:04").tells();
        street.device(1).reads("temperature", 28).at("10:05").tells("10:05 raised heating of 1 by 28");
        street.clock("11:00").tells("10:06:00.001 cleared heating of 1 by 28");
    }

    @Test
    void aFallAChangeARateAndACountToo() {
        Street street = new Street()
                .rule("fall: fall(battery, 1 h) > 5")
                .rule("change: change(battery, 1 h) > 5")
                .rule("rate: abs(rate(battery, 1 h)) > 1")
                .rule("often: count(battery, 1 h) >= 3")
                .knows(1, "00:00");
        street.device(1).reads("battery", 50).at("10:00").tells();
        street.device(1)
                .reads("battery", 44)
                .at("10:05")
                .tells(
                        "10:05 raised fall of 1 by 44",
                        "10:05 raised change of 1 by 44",
                        "10:05 raised rate of 1 by 44");
        street.device(1)
                .reads("battery", 50)
                .at("10:06")
                .tells(
                        "10:06 cleared fall of 1 by 50",
                        "10:06 updated change of 1 by 50",
                        "10:06 cleared rate of 1 by 50",
                        "10:06 raised often of 1 by 50");
    }

    @Test
    void itOutlivesACrash() {
        Street street = new Street().rule("full: sum(occupied, 10 min) > 2").knows(1, "00:00");
        street.device(1).reads("occupied", 1).at("10:00");
        street.device(1).reads("occupied", 1).at("10:01");
        street.crashes().device(1).reads("occupied", 1).at("10:02").tells("10:02 raised full of 1 by 1");
        street.crashes().clock("10:11").tells("10:10:00.001 cleared full of 1 by 1");
    }
}
