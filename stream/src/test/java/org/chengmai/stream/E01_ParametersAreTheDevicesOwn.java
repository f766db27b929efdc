package org.chengmai.stream;

import java.util.Map;
import org.junit.jupiter.api.Test;

class E01_ParametersAreTheDevicesOwn {
    private final Street street = new Street()
            .parameter("limit", 8)
            .rule("still: silent of occupied for limit h")
            .rule("full: battery >= limit * 10")
            .knows(1, "00:00")
            .knows(2, "00:00", Map.of("limit", 2.0));

    @Test
    void orTheRules() {
        street.device(1).reads("occupied", 1).at("01:00");
        street.device(2).reads("occupied", 1).at("01:00");
        street.clock("20:00").tells("03:00 raised still of 2 by 1", "09:00 raised still of 1 by 1");
    }

    @Test
    void andAChangeIsLookedAtAtOnce() {
        street.device(1).reads("battery", 50).at("01:00").tells();
        street.knows(1, "00:00", Map.of("limit", 5.0)).clock("01:00").tells("01:00 raised full of 1 by 50");
        street.knows(1, "00:00", Map.of("limit", 6.0)).clock("01:00").tells("01:00 cleared full of 1 by 50");
    }

    @Test
    void andAShorterTimeIsCountedFromTheSameBeginning() {
        street.forgets(2).device(1).reads("occupied", 1).at("01:00");
        street.clock("04:00")
                .knows(1, "00:00", Map.of("limit", 3.5))
                .clock("04:29:59")
                .tells();
        street.clock("05:00").tells("04:30 raised still of 1 by 1");
    }
}
