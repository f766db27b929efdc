package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class A01_OneReadingRaisesOneAlarm {
    private final Street street =
            new Street().rule("hot: temperature > 60").knows(1, "00:00").knows(2, "00:00");

    @Test
    void asOfTheReadingsOwnTime() {
        street.device(1)
                .reads("temperature", 61)
                .arrivingAt("10:00:02")
                .at("10:00")
                .tells("10:00 raised hot of 1 by 61");
    }

    @Test
    void ofItsOwnDeviceAlone() {
        street.device(1).reads("temperature", 61).at("10:00").tells("10:00 raised hot of 1 by 61");
        street.device(2).reads("temperature", 60).at("10:00").tells();
        street.device(2).reads("temperature", 62).at("10:01").tells("10:01 raised hot of 2 by 62");
    }

    @Test
    void andLaterReadingsUpdateIt() {
        street.device(1).reads("temperature", 61).at("10:00").tells("10:00 raised hot of 1 by 61");
        street.device(1).reads("temperature", 75).at("10:01").tells("10:01 updated hot of 1 by 75");
        street.device(1).reads("battery", 3).at("10:02").tells();
    }
}
