package org.chengmai.stream;

import org.junit.jupiter.api.Test;

class F01_RulesChangeWhileDevicesSpeak {
    private final Street street = new Street()
            .rule("hot: temperature > 60")
            .rule("blocked: occupied = 1 for 30 min")
            .knows(1, "00:00");

    @Test
    void andWhatIsUnchangedGoesOn() {
        street.device(1).reads("occupied", 1).at("10:00");
        street.without("hot").rule("cold: temperature < 0");
        street.clock("10:30").tells("10:30 raised blocked of 1 by 1");
    }

    @Test
    void andTheAlarmOfADroppedRuleEnds() {
        street.device(1).reads("temperature", 61).at("10:00").tells("10:00 raised hot of 1 by 61");
        street.without("hot").tells("10:00 cleared hot of 1 by 61");
    }

    @Test
    void andTheAlarmOfAChangedRuleEndsAndMayBeginAgain() {
        street.device(1).reads("temperature", 61).at("10:00").tells("10:00 raised hot of 1 by 61");
        street.rule("hot: temperature > 50").tells("10:00 cleared hot of 1 by 61");
        street.clock("10:00").tells("10:00 raised hot of 1 by 61");
    }

    @Test
    void andANewRuleLooksAtWhatIsKnown() {
        street.device(1).reads("battery", 5).at("10:00").tells();
        street.rule("low: battery < 10").clock("10:00:01").tells("10:00 raised low of 1 by 5");
    }
}
