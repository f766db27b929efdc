package org.chengmai.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.chengmai.device.AreaHours;
import org.chengmai.device.Devices;
import org.chengmai.device.History;
import org.chengmai.device.Kinds;
import org.chengmai.device.NewDevice;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.store.Partitions;
import org.chengmai.kernel.Actor;
import org.chengmai.stream.ReadingBatch;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A street's month by the hour: devices in the committees of one street over thirty days, settled, and the question that the page
 * 按小时统计 asks. Each device sends one message an hour and not one a minute: what is read for the answer, a row for each device,
 * channel and hour, is as many, and a month is made in a minute.
 */
final class StreetMonth {

    /** The question's place. */
    static final String STREET = "310107/310107009/";

    private static final long HOUR = 3_600_000;
    private static final int DAYS = 30;
    private static final int COMMITTEES = 20;
    private static final int CHANNELS = 3;
    private static final int BATCH = 3_000;
    private static final int ASKED = 3;
    private static final String KIND = "smoke";

    private final ConfigurableApplicationContext city;
    private final int devices;
    private final Random random = new Random(20_260_304);

    StreetMonth(ConfigurableApplicationContext city, int devices) {
        this.city = city;
        this.devices = devices;
    }

    /** What came of it: rows of counted hours, and how long each question took, milliseconds; the first one from cold. */
    record Outcome(long readings, int hours, double cold, double warm) {}

    /** Makes the thirty days before a moment, settles them and asks; {@code forget} has the system forget the files. */
    Outcome run(long endMillis, Runnable forget) throws SQLException {
        int first = register();
        long begin = endMillis - DAYS * 24 * HOUR;
        History history = city.getBean(History.class);
        long before = history.files().stream().mapToLong(SettledFile::rows).sum();
        try (RawCopy raw = new RawCopy(city.getBean(HikariDataSource.class))) {
            for (long hour = begin; hour < endMillis; hour += HOUR) {
                long at = hour;
                city.getBean(Partitions.class).ahead(hour / HOUR, 0);
                raw.fill(taker -> hour(first, at, taker));
            }
        }
        history.settle();
        long settled = history.files().stream().mapToLong(SettledFile::rows).sum() - before;
        if (settled != (long) devices * CHANNELS * DAYS * 24) {
            throw new IllegalStateException("Expected a month of readings to settle, but %d did.".formatted(settled));
        }
        double[] took = new double[ASKED];
        int hours = 0;
        forget.run();
        for (int i = 0; i < ASKED; i++) {
            long began = System.nanoTime();
            hours = ask(history, begin, endMillis);
            took[i] = (System.nanoTime() - began) / 1e6;
        }
        return new Outcome(settled, hours, took[0], took[ASKED - 1]);
    }

    private int register() {
        List<NewDevice> wanted = IntStream.range(0, devices)
                .mapToObj(i -> new NewDevice(
                        "street-%06d".formatted(i),
                        "",
                        KIND,
                        null,
                        null,
                        STREET + "310107009%03d/".formatted(i % COMMITTEES),
                        Map.of(),
                        null,
                        true,
                        true))
                .toList();
        return city.getBean(Devices.class).addAll(Actor.CITY, wanted).getFirst().no();
    }

    private void hour(int first, long hour, Days.BatchTaker taker) throws SQLException {
        ReadingBatch batch = new ReadingBatch();
        for (int i = 0; i < devices; i++) {
            long at = hour + HOUR * i / devices;
            for (int channel = 0; channel < CHANNELS; channel++) {
                batch.add(first + i, channel, at, Math.round((channel * 20 + 4 * random.nextDouble()) * 100) / 100.0);
            }
            if (batch.size() >= BATCH || i == devices - 1) {
                batch.receivedMillis(at + 1);
                taker.take(batch);
                batch.clear();
            }
        }
    }

    private int ask(History history, long begin, long end) {
        String channel = city.getBean(Kinds.class).get(KIND).channels().get(1).name();
        List<AreaHours> areas = history.byHour(
                Actor.CITY, KIND, STREET, channel, Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end));
        int hours = areas.getFirst().hours().size();
        long readings =
                areas.getFirst().hours().stream().mapToLong(AreaHours.Hour::n).sum();
        if (areas.size() != Math.min(COMMITTEES, devices) + 1 || readings != (long) devices * hours) {
            throw new IllegalStateException(
                    "Expected every reading in its committee and hour, but got %d in %d areas and %d hours."
                            .formatted(readings, areas.size(), hours));
        }
        return hours;
    }
}
