package org.chengmai.stream;

import java.util.Map;
import org.junit.jupiter.api.Test;

class C03_SoOftenWithin {

    @Test
    void andItPassesByItself() {
        Street street =
                new Street().rule("smoke: 3 times (smoke > 0.05) within 1 min").knows(1, "00:00");
        street.device(1).reads("smoke", 0.1).at("10:00");
        street.device(1).reads("smoke", 0).at("10:00:20");
        street.device(1).reads("smoke", 0.2).at("10:00:30").tells();
        street.device(1).reads("smoke", 0.3).at("10:01").tells("10:01 raised smoke of 1 by 0.3");
        street.clock("10:02").tells("10:01:00.001 cleared smoke of 1 by 0.3");
    }

    @Test
    void theCountMayBeTheDevicesOwn() {
        Street street = new Street()
                .parameter("often", 2)
                .rule("smoke: often times (smoke > 0.05) within 1 h")
                .knows(1, "00:00")
                .knows(2, "00:00", Map.of("often", 1.0));
        street.device(1).reads("smoke", 0.1).at("10:00").tells();
        street.device(2).reads("smoke", 0.1).at("10:00").tells("10:00 raised smoke of 2 by 0.1");
        street.device(1).reads("smoke", 0.1).at("10:01").tells("10:01 raised smoke of 1 by 0.1");
    }
}
