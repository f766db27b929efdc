package org.chengmai.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.chengmai.stream.ReadingBatch;

/**
 * What the devices of the example district send while all is well: a message a minute each, two to four channels, values with
 * two decimals, heard within milliseconds, some by way of a gateway in one batch.
 */
final class Days {

    /** Takes a batch that arrived at one moment. */
    interface BatchTaker {
        void take(ReadingBatch batch) throws java.sql.SQLException;
    }

    private static final long MINUTE = 60_000;
    private static final int KINDS = 6;
    private static final int GATEWAY_MILLIS = 20;
    private static final int LATE_MILLIS = 40;
    private static final double[] ARC = {0.2, 0.5, 0.5, 0.94};

    private final Random random = new Random(20_260_304);
    private final int[] order;
    private final long[] phase;

    Days(int devices) {
        phase = IntStream.range(0, devices)
                .mapToLong(i -> random.nextInt((int) MINUTE))
                .toArray();
        order = IntStream.range(0, devices)
                .boxed()
                .sorted(Comparator.comparingLong(i -> phase[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** One minute of all devices; arrivals grow strictly. */
    void minute(long startMillis, long afterMillis, BatchTaker taker) throws java.sql.SQLException {
        ReadingBatch batch = new ReadingBatch();
        long received = afterMillis;
        for (int device : order) {
            long at = startMillis + phase[device] + random.nextInt(LATE_MILLIS);
            if (batch.size() > 0 && at > received) {
                taker.take(batch);
                batch.clear();
            }
            if (batch.size() == 0) {
                received = Math.max(received + 1, at + 1 + random.nextInt(GATEWAY_MILLIS));
                batch.receivedMillis(received);
            }
            add(device, at, batch);
        }
        if (batch.size() > 0) {
            taker.take(batch);
        }
    }

    /** So many readings in one batch, as a flood of messages brings them. */
    void flood(int readings, long atMillis, ReadingBatch batch) {
        while (batch.size() < readings) {
            add(order[random.nextInt(order.length)], atMillis - random.nextInt(1_000), batch);
        }
    }

    private void add(int device, long at, ReadingBatch to) {
        double[] values = switch (device % KINDS) {
            case 0, 1 -> new double[] {0, battery()};
            case 2 -> new double[] {0, rounded(19 + 4 * random.nextDouble()), battery()};
            case 3 ->
                Arrays.stream(ARC)
                        .map(a -> rounded(a + 0.1 * random.nextDouble()))
                        .toArray();
            case 4 -> new double[] {0, 0};
            default -> new double[] {1, 1, battery()};
        };
        for (int channel = 0; channel < values.length; channel++) {
            to.add(device, channel, at, values[channel]);
        }
    }

    private double battery() {
        return rounded(100 - 35 * random.nextDouble());
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
