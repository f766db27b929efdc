package org.chengmai.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What settles, and when. */
class SettlePlanTest {

    private static final long DAY = 20_000 * 24;

    @Test
    void aDaySettlesWholeOnceItsLastHourIsOldEnough() {
        assertThat(SettlePlan.next(log(DAY, DAY + 30), List.of(), DAY + 23, false))
                .isEmpty();

        SettlePlan plan =
                SettlePlan.next(log(DAY, DAY + 30), List.of(), DAY + 24, false).orElseThrow();

        assertThat(plan.hours()).hasSize(24).startsWith(DAY).endsWith(DAY + 23);
        assertThat(plan.merged()).isEmpty();
    }

    @Test
    void whenTheDiskAsksClosedHoursDoNotWaitForTheirDay() {
        SettlePlan plan =
                SettlePlan.next(log(DAY + 3, DAY + 9), List.of(), DAY + 8, true).orElseThrow();

        assertThat(plan.hours()).containsExactly(DAY + 3, DAY + 4, DAY + 5, DAY + 6, DAY + 7);
    }

    @Test
    void aFullDayBecomesSeveralFiles() {
        NavigableMap<Long, Long> log = log(DAY, DAY + 24);
        log.replaceAll((hour, rows) -> SettlePlan.MOST_ROWS / 10);

        assertThat(SettlePlan.next(log, List.of(), DAY + 24, false)
                        .orElseThrow()
                        .hours())
                .hasSize(10);
    }

    @Test
    void filesOfADayBecomeOneWhenNothingOfItIsLeftInTheLog() {
        List<SettledFile> two = List.of(file(DAY, DAY + 3), file(DAY + 3, DAY + 24), file(DAY + 24, DAY + 48));

        assertThat(SettlePlan.next(log(DAY + 23, DAY + 24), two, DAY, false)).isEmpty();
        assertThat(SettlePlan.next(log(DAY + 24, DAY + 25), two, DAY, false)
                        .orElseThrow()
                        .merged())
                .isEqualTo(two.subList(0, 2));
    }

    private static NavigableMap<Long, Long> log(long from, long to) {
        NavigableMap<Long, Long> log = new TreeMap<>();
        LongStream.range(from, to).forEach(hour -> log.put(hour, 100L));
        return log;
    }

    private static SettledFile file(long from, long to) {
        return new SettledFile(from + "-" + to, from, to, 1_000, 3_000, 0, 0);
    }
}
