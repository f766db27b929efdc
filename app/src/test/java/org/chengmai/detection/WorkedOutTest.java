package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chengmai.stream.ReadingBatch;
import org.junit.jupiter.api.Test;

/** What is worked out gets into the log once, wherever a crash comes between the readings and it. */
class WorkedOutTest {

    private final WorkedOut workedOut = new WorkedOut();
    private final List<String> log = new ArrayList<>();

    @Test
    void isRoundedToAThousandthAndGivenAwayOnce() {
        workedOut.add(3, 0, 1_000, 12.345678);
        workedOut.giveTo(this::write);
        workedOut.giveTo(this::write);

        assertThat(log).containsExactly("3/0 at 1000: 12.346");
    }

    @Test
    void theLogIsReadAgainAndHasAllButTheLast() {
        workedOut.add(3, 0, 1_000, 1);
        workedOut.readAgain(batch(3, 7, 1_000));
        workedOut.add(3, 0, 1_200, 2);
        workedOut.readAgain(batch(3, 0, 1_000));
        workedOut.endOfLog();
        workedOut.giveTo(this::write);

        assertThat(log).containsExactly("3/0 at 1200: 2.0");
    }

    private static ReadingBatch batch(int device, int channel, long at) {
        ReadingBatch batch = new ReadingBatch();
        batch.add(device, channel, at, 1);
        return batch;
    }

    private void write(ReadingBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            log.add("%d/%d at %d: %s".formatted(batch.device(i), batch.channel(i), batch.atMillis(i), batch.value(i)));
        }
    }
}
