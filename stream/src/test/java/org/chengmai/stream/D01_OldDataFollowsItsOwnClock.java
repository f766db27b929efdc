package org.chengmai.stream;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class D01_OldDataFollowsItsOwnClock {
    private final Street street =
            new Street().rule("lost: silent for 10 min").knows(1, "12:00").clock("12:00");

    @Test
    void whileItKeepsComing() {
        street.device(1).reads("smoke", 0).arrivingAt("12:00:01").at("03:00");
        street.device(1).reads("smoke", 0).arrivingAt("12:00:05").at("03:09").tells();
        street.device(1)
                .reads("smoke", 0)
                .arrivingAt("12:00:09")
                .at("03:30")
                .tells("03:19 raised lost of 1 by 0", "03:30 cleared lost of 1 by 0");
    }

    @Test
    void andIsTakenForPresentOnceTheDeviceIsQuiet() {
        street.device(1).reads("smoke", 0).arrivingAt("12:00:01").at("03:00");
        street.clock("12:00:10.999").tells();
        street.clock("12:00:11").tells("03:10 raised lost of 1 by 0");
    }

    @Test
    void butNeverWhereAQuietDeviceMayJustHaveAWrongClock() {
        Street wrong = new Street(Duration.ofDays(36_500))
                .rule("lost: silent for 10 min")
                .rule("jam: occupied = 1 for 5 min")
                .knows(1, "12:00")
                .clock("12:00");
        wrong.device(1).reads("occupied", 1).arrivingAt("12:00:00").at("03:00");
        wrong.clock("12:04:59.999").tells();
        wrong.clock("12:05").tells("03:05 raised jam of 1 by 1");
        wrong.device(1).reads("occupied", 0).arrivingAt("12:09").at("03:09").tells("03:09 cleared jam of 1 by 0");
        wrong.clock("12:18:59.999").tells();
        wrong.clock("12:19").tells("03:19 raised lost of 1 by 0");
    }

    @Test
    void andASmallLagIsWaitedFor() {
        street.rule("blocked: occupied = 1 for 4 s");
        street.device(1).reads("occupied", 1).arrivingAt("12:00:07").at("12:00:01");
        street.clock("12:00:10.999").tells();
        street.device(1)
                .reads("occupied", 0)
                .arrivingAt("12:00:10.999")
                .at("12:00:04.500")
                .tells();
        street.device(1).reads("occupied", 1).arrivingAt("12:00:12").at("12:00:06");
        street.clock("12:00:15.999").tells();
        street.clock("12:00:16").tells("12:00:10 raised blocked of 1 by 1");
    }

    @Test
    void evenWhenTheDeviceWasTakenForSilentBefore() {
        street.clock("12:30").tells("12:10 raised lost of 1 by nothing");
        street.device(1).reads("smoke", 0).arrivingAt("12:30").at("03:00").tells("03:00 cleared lost of 1 by nothing");
        street.device(1)
                .reads("smoke", 0)
                .arrivingAt("12:30:01")
                .at("03:11")
                .tells("03:10 raised lost of 1 by 0", "03:11 cleared lost of 1 by 0");
    }

    @Test
    void fromItsFirstReadingOnHoweverLittleOlderThanItsRegistration() {
        street.rule("full: occupied = 1").clock("12:00:01").tells();
        street.device(1).reads("occupied", 1).arrivingAt("12:00:02").at("11:59:55");
        street.device(1).reads("occupied", 0).arrivingAt("12:00:02").at("11:59:57");
        street.device(1).reads("occupied", 1).arrivingAt("12:00:02").at("11:59:58");
        street.tells(
                "11:59:55 raised full of 1 by 1", "11:59:57 cleared full of 1 by 0", "11:59:58 raised full of 1 by 1");
    }
}
