package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A city that is updated goes on from the state that it stored before. The bytes of version 2, with everything that a rule
 * can remember, lie beside this test. They never change: another shape of them is another version with a file of its own,
 * which {@code -Dchengmai.golden=write} writes.
 */
class G03_StoredStatesAreReadForEver {
    private static final String STORED = "snapshot-" + SnapshotWriter.VERSION + ".bin";
    private static final Street.Names CHANNELS = new Street.Names("level", "flow", "door");
    private static final Street.Names BUFFERED = new Street.Names(CHANNELS.channels(), 5_000);
    private static final long HOUR = 3_600_000;
    private static final long START = 20_000 * 24 * HOUR;

    private static final List<RuleSpec> RULES = List.of(
            rule("held", 1, "level > 3 for 10 s", "level < 2 for 10 s"),
            rule("lost", 1, "silent of flow for 90 min", null),
            rule("often", 1, "2 times (level > 2) within 2 h", null),
            rule("mean", 1, "mean(flow, 2 h) > limit or rise(flow, 3 h) > 4", null),
            rule("odd", 1, "abs(flow - usual(flow, 5 d)) > 2 + 3 * spread(flow, 5 d)", null),
            rule("after", 1, "door = 1 then level > 3 within 1 min", null),
            rule("open", 1, "door = 1 without door = 0 within 2 min", null),
            rule("both", 1, "level > 3 and count in building (level > 3) >= 2", null),
            new RuleSpec("high", 1, "level > 1", null, Map.of(), List.of("level > 2", "level > 3 for 5 s")),
            rule("held", 2, "level > 3 for 10 s", null));

    private static RuleSpec rule(String key, int kind, String raise, @Nullable String clear) {
        return new RuleSpec(key, kind, raise, clear, Map.of("limit", 5.0));
    }

    private final Told told = new Told();
    private final Engine lived = engine(told);
    private long now = START;

    private static Engine engine(AlarmListener listener) {
        Engine engine = new Engine(listener);
        engine.install(RuleBook.compile(RULES, kind -> kind == 1 ? CHANNELS : BUFFERED));
        for (int device = 0; device < 3; device++) {
            engine.device(device, device < 2 ? 1 : 2, START, Map.of("limit", 4.0 + device));
            engine.place(device, PlaceLevel.BUILDING, 7);
        }
        return engine;
    }

    private void read(Engine engine, int device, int channel, double value) {
        ReadingBatch batch = new ReadingBatch();
        batch.receivedMillis(now);
        batch.add(device, channel, now, value);
        engine.accept(batch);
    }

    /** Six days of a flow by the hour, an afternoon with an open door and much water, and readings that still wait. */
    private void live() {
        for (int hour = 0; hour < 6 * 24; hour++) {
            now += HOUR;
            read(lived, 0, 1, 3 + hour % 24 % 5 + hour % 7 / 10.0);
            read(lived, 1, 1, 2 + hour % 3);
        }
        read(lived, 0, 2, 1);
        for (int device = 0; device < 3; device++) {
            now += 2_000;
            read(lived, device, 0, 2.5);
            now += 2_000;
            read(lived, device, 0, 4 + device);
        }
        now += 3_000;
        read(lived, 2, 0, 5);
        read(lived, 2, 1, 1);
    }

    private List<String> goOn(Engine engine, Told listener) {
        listener.lines.clear();
        long before = now;
        for (int minute = 0; minute < 200; minute++) {
            now += 60_000;
            engine.advance(now);
            if (minute % 9 == 0) {
                read(engine, 0, 1, 9 - minute / 20.0);
                read(engine, 2, 0, minute % 5);
            }
            if (minute % 31 == 0) {
                read(engine, minute / 31 % 2, 0, minute / 31.0);
                read(engine, 0, 2, minute % 62 == 0 ? 1 : 0);
            }
        }
        now = before;
        return List.copyOf(listener.lines);
    }

    @Test
    void thePresentStateIsWrittenInTheStoredBytes() throws IOException {
        live();
        byte[] present = lived.snapshot();
        if ("write".equals(System.getProperty("chengmai.golden"))) {
            Path file = Path.of("src/test/resources/org/chengmai/stream").resolve(STORED);
            Files.createDirectories(file.getParent());
            Files.write(file, present);
        }
        assertThat(present)
                .as(
                        "the bytes of a stored state have changed: raise SnapshotWriter.VERSION and keep reading the old ones")
                .isEqualTo(stored(STORED));
    }

    @Test
    void andGoneOnFromAsIfNothingHadBeen() throws IOException {
        live();
        Told afterwards = new Told();
        Engine restored = engine(afterwards);
        restored.restore(stored("snapshot-2.bin"));

        for (int rule = 0; rule < RULES.size(); rule++) {
            for (int device = 0; device < 3; device++) {
                assertThat(restored.active(device, rule)).isEqualTo(lived.active(device, rule));
            }
        }
        List<String> expected = goOn(lived, told);
        assertThat(goOn(restored, afterwards)).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(40);
        for (int rule = 0; rule < RULES.size(); rule++) {
            int wanted = rule;
            assertThat(expected).as("of rule " + rule).anyMatch(line -> line.contains("ed " + wanted + " of "));
        }
    }

    private static byte[] stored(String name) throws IOException {
        try (InputStream bytes = G03_StoredStatesAreReadForEver.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(bytes, name).readAllBytes();
        }
    }
}
