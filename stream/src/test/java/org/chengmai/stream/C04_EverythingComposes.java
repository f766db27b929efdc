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

    @Test
    void moreRulesThanAWordHasBits() {
        Street street = new Street();
        for (int i = 0; i < 70; i++) {
            street.rule("hot%02d: temperature > %d | temperature < %d".formatted(i, i, i - 1));
        }
        street.knows(1, "00:00");
        street.device(1).reads("temperature", -5).at("10:00").tells();
        street.device(1).reads("temperature", -4.5).at("10:01").tells();
        street.device(1)
                .reads("temperature", 1.5)
                .at("10:02")
                .tells("10:02 raised hot00 of 1 by 1.5", "10:02 raised hot01 of 1 by 1.5");
        street.device(1)
                .reads("temperature", 0.5)
                .at("10:03")
                .tells("10:03 updated hot00 of 1 by 0.5", "10:03 updated hot01 of 1 by 0.5");
        street.device(1)
                .reads("temperature", -9)
                .at("10:04")
                .tells("10:04 cleared hot00 of 1 by -9", "10:04 cleared hot01 of 1 by -9");
        for (int i = 0; i < 68; i++) {
            street.without("hot%02d".formatted(i));
        }
        street.device(1).reads("temperature", 68.5).at("10:05").tells("10:05 raised hot68 of 1 by 68.5");
        street.device(1).reads("temperature", 68.7).at("10:06").tells("10:06 updated hot68 of 1 by 68.7");
        street.device(1)
                .reads("temperature", 69.5)
                .at("10:07")
                .tells("10:07 updated hot68 of 1 by 69.5", "10:07 raised hot69 of 1 by 69.5");
    }

    @Test
    void aRuleBeyondTheFirstWord() {
        Street street = new Street();
        for (int i = 0; i < 70; i++) {
            street.rule("hot%02d: temperature > %d for 1 min".formatted(i, 100 - i));
        }
        street.knows(1, "00:00");
        street.device(1).reads("temperature", 20).at("10:00").tells();
        street.device(1).reads("temperature", 32.5).at("10:01").tells();
        street.device(1).reads("temperature", 32.2).at("10:01:30").tells();
        street.clock("10:02").tells("10:02 raised hot68 of 1 by 32.2", "10:02 raised hot69 of 1 by 32.2");
    }
}
