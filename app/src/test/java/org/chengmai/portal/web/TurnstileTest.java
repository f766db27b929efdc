package org.chengmai.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An address passes only so often within the window, whatever others do. */
class TurnstileTest {

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final Turnstile turnstile = new Turnstile(3, Duration.ofMinutes(10), () -> now);

    @Test
    void theFourthWithinTheWindowIsStopped() {
        assertThat(pass("a", 4)).isEqualTo(3);
        assertThat(pass("b", 1)).isEqualTo(1);
    }

    @Test
    void theWindowSlides() {
        pass("a", 1);
        now = now.plus(Duration.ofMinutes(6));
        assertThat(pass("a", 3)).isEqualTo(2);
        now = now.plus(Duration.ofMinutes(4));
        assertThat(pass("a", 2))
                .as("the first is out of the window, the other two are not")
                .isEqualTo(1);
    }

    private int pass(String address, int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            passed += turnstile.passes(address) ? 1 : 0;
        }
        return passed;
    }
}
