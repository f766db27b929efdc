package org.chengmai.stream;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The city could hear nobody from 12:05 to 12:20. */
class D03_APauseIsNotSilence {
    private static final long GRACE = 30_000;

    private final Street street =
            new Street().rule("lost: silent for 10 min").knows(1, "12:00").clock("12:00");

    private Street pause() {
        street.device(1).reads("smoke", 0).arrivingAt("12:05").at("12:05").tells();
        street.engine().resume(Street.millis("12:20"), GRACE);
        return street;
    }

    @Test
    void whoKeptItsReadingsCanSayThem() {
        pause().clock("12:20:05").tells();
        street.device(1).reads("smoke", 0).arrivingAt("12:20:06").at("12:12");
        street.device(1).reads("smoke", 0).arrivingAt("12:20:07").at("12:20:01").tells();
    }

    @Test
    void whoStaysSilentIsMissedAfterTheGrace() {
        pause().clock("12:20:29.999").tells();
        street.clock("12:20:30").tells("12:15 raised lost of 1 by 0");
    }

    @Test
    void alsoAfterACrash() {
        pause().crashes().clock("12:20:29.999").tells();
        street.clock("12:20:30").tells("12:15 raised lost of 1 by 0");
    }

    @Test
    void whatIsDueLaterComesOnItsMinute() {
        street.device(1).reads("smoke", 0).arrivingAt("12:09").at("12:09");
        street.device(1).reads("smoke", 0).arrivingAt("12:18:59").at("12:18:59").tells();
        street.engine().resume(Street.millis("12:20"), GRACE);
        street.clock("12:28:58.999").tells();
        street.clock("12:28:59").tells("12:28:59 raised lost of 1 by 0");
    }

    @Test
    void aClockThatIsBehindIsStillKnownToBe() {
        Street slow = new Street(Duration.ofDays(36_500))
                .rule("lost: silent for 10 min")
                .knows(1, "12:15")
                .clock("12:15");
        slow.device(1).reads("smoke", 0).arrivingAt("12:18").at("03:18").tells();
        slow.engine().resume(Street.millis("12:20"), GRACE);
        slow.clock("12:27:59.999").tells();
        slow.clock("12:28").tells("03:28 raised lost of 1 by 0");
    }
}
