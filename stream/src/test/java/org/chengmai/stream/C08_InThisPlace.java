package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class C08_InThisPlace {
    private final Street street = new Street();

    private void building(String rule) {
        street.rule(rule);
        for (int device = 1; device <= 3; device++) {
            street.knows(device, "00:00").stands(device, PlaceLevel.BUILDING, device < 3 ? 7 : 8);
        }
        street.clock("09:00");
    }

    @Test
    void aNeighbourConfirms() {
        building("fire: smoke > 0.1 and count in building (smoke > 0.1) >= 2");
        street.device(1).reads("smoke", 0.2).at("10:00").tells();
        street.device(3).reads("smoke", 0.2).at("10:01").tells();
        street.device(2).reads("smoke", 0.3).at("10:02").tells("10:02 raised fire of 2 by 0.3");
        street.clock("10:02:01").tells("10:02 raised fire of 1 by 0.2");
        street.device(2).reads("smoke", 0).at("10:03").tells("10:03 cleared fire of 2 by 0");
        street.clock("10:03:01").tells("10:03 cleared fire of 1 by 0.2");
    }

    @Test
    void aNeighbourWhoseClockIsBehindHearsOfItWithItsNextReading() {
        building("fire: smoke > 0.1 and count in building (smoke > 0.1) >= 2");
        street.device(1).reads("smoke", 0.2).arrivingAt("10:10").at("10:00").tells();
        street.device(2).reads("smoke", 0.3).arrivingAt("10:10").at("10:05").tells("10:05 raised fire of 2 by 0.3");
        street.device(1)
                .reads("smoke", 0.25)
                .arrivingAt("10:10:01")
                .at("10:01")
                .tells("10:01 raised fire of 1 by 0.25");
    }

    @Test
    void allMeansAlsoThoseOfWhichNothingIsKnown() {
        building("dark: all in building (silent of battery for 1 h)");
        street.tells(
                "01:00 raised dark of 2 by nothing",
                "01:00 raised dark of 1 by nothing",
                "01:00 raised dark of 3 by nothing");
        street.device(1).reads("battery", 5).at("10:00").tells("10:00 cleared dark of 1 by 5");
        street.clock("10:00:01").tells("10:00 cleared dark of 2 by nothing");
    }

    @Test
    void whoMovesOutIsNoNeighbour() {
        building("any: any in building (smoke > 0.1)");
        street.device(1).reads("smoke", 0.2).at("10:00").tells("10:00 raised any of 1 by 0.2");
        street.clock("10:00:01").tells("10:00 raised any of 2 by nothing");
        street.stands(1, PlaceLevel.BUILDING, 8)
                .clock("10:01")
                .tells("00:00 raised any of 3 by nothing", "10:00 cleared any of 2 by nothing");
    }
}
