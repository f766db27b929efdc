package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H02_WhatARuleCosts {
    private static final Street.Names CHANNELS = new Street.Names("weight", "open");

    private static long bytes(String text) {
        return RuleBook.mostBytes(new RuleSpec("r", 1, text, null, Map.of("days", 14.0)), CHANNELS, 1);
    }

    @Test
    void aComparisonTakesAFewCells() {
        assertThat(bytes("weight < 3")).isLessThan(64);
        assertThat(bytes("weight < 3 for 10 min and silent of open for 3 h")).isLessThan(128);
    }

    @Test
    void aWindowTakesItsReadingsUpToTenThousand() {
        assertThat(bytes("mean(weight, 100 s) < 3")).isBetween(1_600L, 1_800L);
        assertThat(bytes("mean(weight, 30 d) < 3")).isBetween(160_000L, 160_200L);
        assertThat(bytes("change(weight, 30 d) < 3")).isBetween(320_000L, 320_400L);
        assertThat(bytes("10000 times (weight < 3) within 1 d")).isBetween(80_000L, 80_200L);
    }

    @Test
    void aBaselineTakesItsHours() {
        assertThat(bytes("weight > 2 * usual(weight, days d)")).isBetween(5_900L, 6_200L);
        assertThat(bytes("weight > 2 * usual(weight, days d) + spread(weight, days d)"))
                .isBetween(5_900L, 6_200L);
        assertThat(bytes("silent for usual gap(0.9, 28 d) from 1 h to 9 h else 3 h"))
                .isBetween(10_700L, 11_000L);
    }

    @Test
    void whoAsksOftenLearnsWhichRuleIsLookedAt() {
        List<Integer> seen = new ArrayList<>();
        Engine[] engine = new Engine[1];
        engine[0] = new Engine(new AlarmListener() {
            @Override
            public void raised(int device, int rule, long atMillis, double value) {
                seen.add(engine[0].looking());
            }

            @Override
            public void updated(int device, int rule, long atMillis, double value) {
                seen.add(engine[0].looking());
            }

            @Override
            public void cleared(int device, int rule, long atMillis, double value) {
                seen.add(engine[0].looking());
            }
        });
        RuleSpec light = new RuleSpec("light", 0, "weight < 3", null, Map.of());
        RuleSpec open = new RuleSpec("open", 0, "open = 1", null, Map.of());
        engine[0].install(RuleBook.compile(List.of(light, open), kind -> CHANNELS));
        engine[0].device(0, 0, 0, Map.of());
        ReadingBatch batch = new ReadingBatch();
        batch.receivedMillis(1_000);
        batch.add(0, 1, 1_000, 1);
        batch.add(0, 0, 1_000, 2);

        assertThat(engine[0].looking()).isEqualTo(Engine.IDLE);
        engine[0].accept(batch);

        assertThat(seen).containsExactly(1, 0);
        assertThat(engine[0].looking()).isEqualTo(Engine.IDLE);
    }
}
