package org.chengmai.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.chengmai.stream.ReadingBatch;
import org.junit.jupiter.api.Test;

/** What was sent before is told from what is new, against a plain set. */
class RepeatsTest {

    private record Reading(int device, int channel, long at, double value) {}

    private final LastValues last = new LastValues();
    private final Repeats repeats = new Repeats(last);

    @Test
    void theNewestOfAChannelSentTwiceIsARepeat() {
        last.accept(batch(new Reading(3, 1, 1_000, 20.5)));

        assertThat(repeats.isRepeat(3, 1, 1_000, 20.5)).isTrue();
        assertThat(repeats.isRepeat(3, 1, 1_000, 20.6)).isFalse();
        assertThat(repeats.isRepeat(3, 1, 1_001, 20.5)).isFalse();
        assertThat(repeats.isRepeat(3, 0, 1_000, 20.5)).isFalse();
        assertThat(repeats.isRepeat(9_999, 0, 1_000, 20.5)).isFalse();
    }

    @Test
    void whatTheLogHeldAtItsEndIsKnownForAWhile() {
        Random random = new Random(7);
        Set<Reading> known = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            Reading reading = any(random);
            known.add(reading);
            ReadingBatch batch = batch(reading);
            batch.receivedMillis(50_000);
            last.accept(batch);
            repeats.remember(batch);
        }
        for (int i = 0; i < 50_000; i++) {
            Reading reading = any(random);
            assertThat(isRepeat(reading)).as("%s", reading).isEqualTo(known.contains(reading));
        }
        repeats.forget(50_000 + 599_000);
        assertThat(known).allMatch(this::isRepeat);
        repeats.forget(50_000 + 601_000);
        assertThat(known).anyMatch(reading -> !isRepeat(reading));
    }

    private boolean isRepeat(Reading reading) {
        return repeats.isRepeat(reading.device, reading.channel, reading.at, reading.value);
    }

    private static Reading any(Random random) {
        return new Reading(random.nextInt(50), random.nextInt(3), 1 + random.nextInt(100), random.nextInt(2));
    }

    private static ReadingBatch batch(Reading reading) {
        ReadingBatch batch = new ReadingBatch();
        batch.add(reading.device, reading.channel, reading.at, reading.value);
        return batch;
    }
}
