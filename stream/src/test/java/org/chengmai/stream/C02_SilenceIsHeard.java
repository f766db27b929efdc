package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class C02_SilenceIsHeard {

    @Test
    void ofADevice() {
        Street street = new Street().rule("lost: silent for 1 h").knows(1, "00:00");
        street.device(1).reads("battery", 80).at("00:30");
        street.device(1).reads("smoke", 0).at("00:50");
        street.clock("01:49:59").tells();
        street.clock("02:00").tells("01:50 raised lost of 1 by 0");
        street.device(1).reads("battery", 79).at("03:00").tells("03:00 cleared lost of 1 by 79");
    }

    @Test
    void ofOneChannelWhileOthersSpeak() {
        Street street = new Street().rule("still: silent of occupied for 1 h").knows(1, "00:00");
        street.device(1).reads("occupied", 1).at("00:30");
        street.device(1).reads("battery", 80).at("01:40").tells("01:30 raised still of 1 by 1");
    }

    @Test
    void alsoOfADeviceThatNeverSpoke() {
        Street street = new Street().rule("lost: silent for 1 h").knows(1, "07:15");
        street.clock("08:14:59").tells();
        street.clock("09:00").tells("08:15 raised lost of 1 by nothing");
    }
}
