package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class C04_EverythingComposes {

    @Test
    void heatAndSmokeOrSmokeAlone() {
        Street street = new Street()
                .rule("fire: smoke > 0.1 for 10 s and temperature > 40 or 3 times (smoke > 0.05) within 1 min")
                .knows(1, "00:00");
        street.device(1).reads("temperature", 45).at("10:00");
        street.device(1).reads("smoke", 0.2).at("10:00:01").tells();
        street.clock("10:00:11").tells("10:00:11 raised fire of 1 by 0.2");
        street.device(1).reads("smoke", 0).at("10:00:12").tells("10:00:12 cleared fire of 1 by 0");
    }

    @Test
    void silenceForAWhileAfterSilence() {
        Street street = new Street()
                .rule("gone: (silent of smoke for 5 min) for 10 min and battery < 20 + 10")
                .knows(1, "00:00");
        street.device(1).reads("smoke", 0).at("10:00");
        street.device(1).reads("battery", 29).at("10:00");
        street.clock("10:14:59").tells();
        street.clock("10:15").tells("10:15 raised gone of 1 by 29");
    }

    @Test
    void whatIsNotKnownDecidesNothing() {
        Street street = new Street()
                .rule("a: not (temperature > 40)")
                .rule("b: temperature > 40 or smoke > 0.1")
                .rule("c: smoke / temperature > 1")
                .knows(1, "00:00");
        street.device(1).reads("smoke", 0.2).at("10:00").tells("10:00 raised b of 1 by 0.2");
        street.device(1)
                .reads("temperature", 20)
                .at("10:01")
                .tells("10:01 raised a of 1 by 20", "10:01 updated b of 1 by 20");
    }
}
