package org.chengmai.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengmai.stream.ReadingBatch;
import org.junit.jupiter.api.Test;

class LastValuesTest {

    private static ReadingBatch batch(long received, double... deviceChannelAtValue) {
        ReadingBatch batch = new ReadingBatch();
        batch.receivedMillis(received);
        for (int i = 0; i < deviceChannelAtValue.length; i += 4) {
            batch.add(
                    (int) deviceChannelAtValue[i],
                    (int) deviceChannelAtValue[i + 1],
                    (long) deviceChannelAtValue[i + 2],
                    deviceChannelAtValue[i + 3]);
        }
        return batch;
    }

    private static String shown(LastValues last, int device) {
        double[] values = new double[6];
        last.copy(device, values, new long[6]);
        return last.seen(device) + " " + java.util.Arrays.toString(values);
    }

    @Test
    void theNewestByEventTimeStays() {
        LastValues last = new LastValues();

        last.accept(batch(1000, 7, 0, 900, 1.5, 7, 5, 950, 2, 7, 0, 800, 9));
        last.accept(batch(2000, 123_456, 1, 10, 4));

        assertThat(shown(last, 7)).isEqualTo("1000 [1.5, NaN, NaN, NaN, NaN, 2.0]");
        assertThat(shown(last, 123_456)).isEqualTo("2000 [NaN, 4.0, NaN, NaN, NaN, NaN]");
        assertThat(shown(last, 9_999_999)).startsWith("0 [NaN");
        assertThat(last.takeDirty()).containsExactly(7, 123_456);
        assertThat(last.takeDirty()).isEmpty();
    }

    @Test
    void whatIsPackedComesBack() {
        LastValues last = new LastValues();
        last.accept(batch(1000, 3, 1, 900, 1.5, 3, 4, 950, 2));

        LastValues again = new LastValues();
        again.unpack(3, last.seen(3), last.pack(3));

        assertThat(shown(again, 3)).isEqualTo(shown(last, 3));
    }
}
