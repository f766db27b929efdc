package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class G01_ACrashChangesNothing {
    private final Street street = new Street()
            .rule("blocked: occupied = 1 for 30 min")
            .rule("smoke: 3 times (smoke > 0.05) within 1 min")
            .knows(1, "00:00");

    @Test
    void timersGoOn() {
        street.device(1).reads("occupied", 1).at("10:00").crashes().tells();
        street.clock("10:30").tells("10:30 raised blocked of 1 by 1");
        street.crashes().clock("10:40").tells();
        assertThat(street.engine().active(1, 0)).isTrue();
        street.device(1).reads("occupied", 0).at("10:41").tells("10:41 cleared blocked of 1 by 0");
    }

    @Test
    void countsGoOnAndDuplicatesStayKnown() {
        street.device(1).reads("smoke", 0.1).at("10:00").crashes();
        street.device(1).reads("smoke", 0.1).at("10:00");
        street.device(1).reads("smoke", 0.1).at("10:00:10").crashes().tells();
        street.device(1).reads("smoke", 0.1).at("10:00:20").tells("10:00:20 raised smoke of 1 by 0.1");
    }

    @Test
    void whatIsNoSnapshotIsRefused() {
        byte[] snapshot = street.engine().snapshot();
        snapshot[20] ^= 1;
        assertThatThrownBy(() -> street.engine().restore(snapshot))
                .hasMessage("Expected a whole snapshot, but its sum does not fit its bytes.");
        snapshot[7] = 9;
        assertThatThrownBy(() -> street.engine().restore(snapshot))
                .hasMessage("Expected a snapshot of version 1 to 3, but found version 9.");
        assertThatThrownBy(() -> street.engine().restore(new byte[3]))
                .hasMessage("Expected a snapshot of the engine, but found 3 bytes of something else.");
    }
}
