package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class G02_WhatIsGoneIsSkipped implements AlarmListener {
    private static final RuleSpec LOW = new RuleSpec("low", 1, "battery < 10", null, Map.of());
    private static final RuleSpec OFTEN = new RuleSpec("often", 1, "2 times (tilt > 3) within 1 h", null, Map.of());

    private static final String VERSION_1 = """
            434d534e0000000100000000000003e800000001000000010000000200000007626174746572790000000474696c7400
            000002000000036c6f770000000c62617474657279203c203130000000000000000000000000000000056f6674656e00
            00001d322074696d6573202874696c74203e2033292077697468696e2031206800000000000000000000000152000000
            02000000000000000000000000000003e8000000000000000000000000000003e8000000000000000000000000000003
            e8401400000000000000000000000003e840100000000000007fffffffffffffff017fffffffffffffff000000000000
            0000020000000100000000000003e8000000030000000000000000000003e8000000000000000000000000000003e800
            0000000000000000000000000003e8401400000000000080000000000000007ff80000000000007fffffffffffffff01
            7fffffffffffffff000000000000000002000000006b1ea541
            """.replace("\n", "");

    private final List<String> told = new ArrayList<>();
    private final Engine before = engine(new Street.Names("battery", "tilt"), LOW, OFTEN);

    private Engine engine(Street.Names channels, RuleSpec... rules) {
        Engine engine = new Engine(this);
        engine.install(RuleBook.compile(List.of(rules), kind -> channels));
        engine.device(0, 1, 0, Map.of());
        engine.device(3, 1, 0, Map.of());
        return engine;
    }

    private static void read(Engine engine, int device, int channel, long at, double value) {
        ReadingBatch batch = new ReadingBatch();
        batch.receivedMillis(at);
        batch.add(device, channel, at, value);
        engine.accept(batch);
    }

    private void someHistory() {
        read(before, 0, 0, 1_000, 5);
        read(before, 0, 1, 1_000, 4);
        read(before, 3, 0, 1_000, 5);
        told.clear();
    }

    @Test
    void channelsMayMove() {
        someHistory();
        Engine after = engine(new Street.Names("tilt", "colour", "battery"), LOW, OFTEN);
        after.restore(before.snapshot());
        assertThat(after.active(0, 0)).isTrue();
        read(after, 0, 2, 1_000, 50);
        read(after, 0, 0, 2_000, 4);
        read(after, 0, 2, 3_000, 50);
        assertThat(told).containsExactly("2000 raised 1 of 0", "3000 cleared 0 of 0");
    }

    @Test
    void devicesMayBeGoneOrOfAnotherKind() {
        someHistory();
        before.device(3, 2, 0, Map.of());
        before.forget(0);
        assertThat(told).containsExactly("1000 cleared 0 of 3", "1000 cleared 0 of 0");
        Engine after = engine(new Street.Names("battery", "tilt"), LOW, OFTEN);
        after.restore(before.snapshot());
        assertThat(after.active(0, 0)).isFalse();
        assertThat(after.active(3, 0)).isFalse();
    }

    @Test
    void rulesMayBeChangedAndThenLookAnew() {
        someHistory();
        RuleSpec lower = new RuleSpec("low", 1, "battery < 6", null, Map.of());
        Engine after = engine(new Street.Names("battery", "tilt"), OFTEN, lower);
        after.restore(before.snapshot());
        assertThat(after.active(0, 1)).isFalse();
        read(after, 0, 1, 2_000, 4);
        assertThat(told).containsExactly("1000 raised 1 of 0", "1000 raised 1 of 3", "2000 raised 0 of 0");
    }

    /** The bytes of version 1, as they must be read for ever. */
    @Test
    void anOldSnapshotIsStillRead() {
        someHistory();
        Engine after = engine(new Street.Names("battery", "tilt"), LOW, OFTEN);

        after.restore(HexFormat.of().parseHex(VERSION_1));
        assertThat(after.snapshot()).isEqualTo(before.snapshot());
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        told.add(atMillis + " raised " + rule + " of " + device);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // not part of these stories
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        told.add(atMillis + " cleared " + rule + " of " + device);
    }
}
