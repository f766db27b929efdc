package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class C10_SilentForLongerThanUsual implements AlarmListener {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final String RULE = "silent of motion for usual gap(0.8, 14 d) * 1.5 from 2 h to 16 h else 12 h";

    private final List<String> told = new ArrayList<>();
    private final ReadingBatch batch = new ReadingBatch();
    private Engine engine = new Engine(this);

    /** Somebody sleeps from 22 to 7 and is heard every half hour by day. */
    @Test
    void theSetTimeHoldsFirstThenTheHoursOwn() {
        begin();
        hear(21 * HOUR);
        engine.advance(DAY + 10 * HOUR);
        assertThat(told).containsExactly("33.0 raised");
        for (long day = 2; day < 8; day++) {
            live(day);
        }
        crash();
        told.clear();

        hear(8 * DAY + 7 * HOUR);
        hear(8 * DAY + 10 * HOUR);
        engine.advance(8 * DAY + 14 * HOUR);
        assertThat(told).as("two hours are the least by day").containsExactly("201.0 raised", "204.0 raised");
        hear(8 * DAY + 14 * HOUR);
        for (long half = 29; half <= 44; half++) {
            hear(8 * DAY + half * HOUR / 2);
        }
        told.clear();
        engine.advance(9 * DAY + 12 * HOUR);
        assertThat(told).as("one and a half nights in the evening").containsExactly("227.5 raised");
    }

    private void live(long day) {
        for (long half = 14; half <= 44; half++) {
            hear(day * DAY + half * HOUR / 2);
        }
    }

    private void begin() {
        engine.install(book());
        engine.device(0, 1, 21 * HOUR, Map.of());
    }

    private void crash() {
        byte[] snapshot = engine.snapshot();
        engine = new Engine(this);
        begin();
        engine.restore(snapshot);
    }

    private static RuleBook book() {
        RuleSpec rule = new RuleSpec("r", 1, RULE, null, Map.of());
        return RuleBook.compile(List.of(rule), kind -> new Street.Names("motion", "door"));
    }

    private void hear(long at) {
        batch.clear();
        batch.receivedMillis(at);
        batch.add(0, 0, at, 1);
        engine.accept(batch);
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        told.add(atMillis / (double) HOUR + " raised");
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // not part of the story
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        // not part of the story
    }
}
