package org.chengmai.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chengmai.Chengmai;
import org.chengmai.detection.Backtest;
import org.chengmai.detection.Backtests;
import org.chengmai.detection.Scenes;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.Devices;
import org.chengmai.device.History;
import org.chengmai.device.Kinds;
import org.chengmai.device.NewDevice;
import org.chengmai.device.Readings;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.store.LogWriter;
import org.chengmai.device.store.Partitions;
import org.chengmai.device.store.SettledFiles;
import org.chengmai.kernel.Actor;
import org.chengmai.stream.ReadingBatch;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How fast and how small readings are kept: storing beside raw COPY, settling, bytes a reading, charts, reading again, taking
 * along, a street's month by the hour.
 */
final class Store {

    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    private static final int CHARTS = 20;
    private static final int POINTS = 400;
    private static final String KIND = "smoke";
    private static final String SCENE = "B6";
    private static final long WAIT_NANOS = 20_000_000;

    /** Of 10,000 devices that tell one thing a minute. */
    private static final double STREET_MONTH = 30 * 24 * 60 * 10_000.0;

    private static final String PLACE = "310107/310107005/";

    private final StoreOptions options;
    private final StringBuilder json = new StringBuilder();

    Store(StoreOptions options) {
        this.options = options;
    }

    boolean run() {
        try {
            Path folder = Files.createTempDirectory("chengmai-bench");
            SpringApplication application = new SpringApplication(Chengmai.class);
            application.setBannerMode(Banner.Mode.OFF);
            try (ConfigurableApplicationContext city = application.run(
                    "--chengmai.data=" + folder,
                    "--server.port=0",
                    "--chengmai.mqtt.port=0",
                    "--chengmai.history.pause-seconds=86400")) {
                measure(city);
            } finally {
                remove(folder);
            }
            System.out.println("{" + json + "}");
            return true;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Expected to measure the store, but " + e.getMessage(), e);
        }
    }

    private void measure(ConfigurableApplicationContext city) throws SQLException, IOException {
        Devices devices = city.getBean(Devices.class);
        int first = register(devices);
        LogWriter log = city.getBean(LogWriter.class);
        Days made = new Days(options.devices());
        long end = System.currentTimeMillis() / DAY * DAY - DAY;
        long begin = end - options.days() * DAY;
        long rows;
        try (RawCopy raw = new RawCopy(city.getBean(HikariDataSource.class))) {
            beside(raw, log, made);
            rows = fill(raw, city.getBean(Partitions.class), made, begin, end);
        }
        Readings readings = city.getBean(Readings.class);
        scan("scanLog", readings, end - DAY / 4, end);
        settle(city.getBean(History.class), rows);
        scan("scanSettled", readings, begin, begin + DAY);
        tryScene(city, begin, end, rows);
        charts(city, devices, first, begin, end);
        export(city, false, end - DAY, end);
        export(city, true, end - DAY, end);
        LiftDay.Outcome lifts = new LiftDay(city).run(begin - 2 * DAY);
        tell("liftReadings", (double) lifts.readings(), "%.0f");
        tell("liftDerivedReadings", (double) lifts.derived(), "%.0f");
        tell("liftBytesPerReading", lifts.bytesPerReading(), "%.2f");
        if (options.street() > 0) {
            street(city, begin - 3 * DAY);
        }
    }

    private void street(ConfigurableApplicationContext city, long end) throws SQLException {
        SettledFiles files = city.getBean(SettledFiles.class);
        StreetMonth.Outcome outcome = new StreetMonth(city, options.street()).run(end, () -> forget(files));
        tell("streetDevices", options.street(), "%.0f");
        tell("streetMonthHours", outcome.hours(), "%.0f");
        tell("streetMonthHourRows", (double) outcome.readings(), "%.0f");
        tell("streetMonthByHourColdMillis", outcome.cold(), "%.0f");
        tell("streetMonthByHourWarmMillis", outcome.warm(), "%.0f");
    }

    /** A day of all devices as an officer takes it along. */
    private void export(ConfigurableApplicationContext city, boolean parquet, long begin, long end) throws IOException {
        History history = city.getBean(History.class);
        long rows = history.files().stream()
                .filter(f -> f.firstAtMillis() >= begin - HOUR && f.lastAtMillis() < end + HOUR)
                .mapToLong(SettledFile::rows)
                .sum();
        long began = System.nanoTime();
        Path file = history.export(
                Actor.CITY,
                new DeviceFilter("", KIND, PLACE, ""),
                Instant.ofEpochMilli(begin),
                Instant.ofEpochMilli(end),
                parquet);
        String name = parquet ? "exportParquet" : "exportCsv";
        tell(name + "ReadingsPerSecond", rows * 1e9 / (System.nanoTime() - began), "%.0f");
        tell(name + "BytesPerReading", (double) Files.size(file) / rows, "%.1f");
        Files.delete(file);
    }

    /** All of one kind, whatever they send: the log knows numbers only. Returns the number of the first. */
    private int register(Devices devices) {
        List<NewDevice> wanted = IntStream.range(0, options.devices())
                .mapToObj(i -> new NewDevice(
                        "store-%06d".formatted(i), "", KIND, null, null, PLACE, java.util.Map.of(), null, true, true))
                .toList();
        return devices.addAll(Actor.CITY, wanted).getFirst().no();
    }

    private void beside(RawCopy raw, LogWriter log, Days made) throws SQLException {
        int size = 5_000;
        int rounds = 7;
        int batches = 100;
        double[] shares = new double[rounds];
        double best = 0;
        ReadingBatch batch = new ReadingBatch();
        long received = System.currentTimeMillis() / 3_600_000 * 3_600_000 - DAY * 400;
        made.flood(size, received, batch);
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < batches; i++) {
                raw.write(batch);
            }
            long rawNanos = System.nanoTime() - began;
            began = System.nanoTime();
            for (int i = 0; i < batches; i++) {
                log.write(++received * 1000, batch, List.of(), List.of());
            }
            long storeNanos = System.nanoTime() - began;
            shares[round] = (double) rawNanos / storeNanos;
            best = Math.max(best, batches * size * 1e9 / storeNanos);
        }
        Arrays.sort(shares);
        tell("storeReadingsPerSecond", best, "%.0f");
        tell("storeOfRawCopy", shares[rounds / 2], "%.2f");
    }

    private long fill(RawCopy raw, Partitions partitions, Days made, long begin, long end) throws SQLException {
        long began = System.nanoTime();
        long[] told = {begin, 0};
        for (long hour = begin; hour < end; hour += HOUR) {
            long first = hour;
            partitions.ahead(hour / HOUR, 0);
            raw.fill(taker -> {
                for (long minute = first; minute < first + HOUR; minute += 60_000) {
                    made.minute(minute, told[0], batch -> {
                        told[0] = batch.receivedMillis();
                        told[1] += batch.size();
                        taker.take(batch);
                    });
                }
            });
        }
        System.out.printf(
                "%,d readings of %d devices in %d days made in %d s%n",
                told[1], options.devices(), options.days(), (System.nanoTime() - began) / 1_000_000_000);
        return told[1];
    }

    private void settle(History history, long rows) {
        long began = System.nanoTime();
        history.settle();
        double seconds = (System.nanoTime() - began) / 1e9;
        List<SettledFile> files = history.files().stream()
                .filter(f -> f.lastAtMillis() > System.currentTimeMillis() - DAY * 390)
                .toList();
        long settled = files.stream().mapToLong(SettledFile::rows).sum();
        long bytes = files.stream().mapToLong(SettledFile::bytes).sum();
        if (settled != rows) {
            throw new IllegalStateException("Expected %d settled readings, but got %d.".formatted(rows, settled));
        }
        tell("settledReadings", (double) settled, "%.0f");
        tell("settleReadingsPerSecond", settled / seconds, "%.0f");
        tell("bytesPerReading", (double) bytes / settled, "%.2f");
    }

    private void scan(String name, Readings readings, long fromMillis, long toMillis) {
        long[] rows = {0};
        long began = System.nanoTime();
        readings.scan(fromMillis * 1000, toMillis * 1000, no -> true, batch -> rows[0] += batch.size());
        tell(name + "ReadingsPerSecond", rows[0] * 1e9 / (System.nanoTime() - began), "%.0f");
    }

    /** A shipped scene tried on all that is stored, as an officer tries it. */
    private void tryScene(ConfigurableApplicationContext city, long begin, long end, long rows) {
        Backtests trials = city.getBean(Backtests.class);
        String text = city.getBean(Scenes.class).line(Actor.CITY, SCENE).text();
        String id = trials.start(Actor.CITY, text, Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end))
                .id();
        Backtest state = trials.get(Actor.CITY, id);
        while (state.status() == Backtest.Status.WAITING || state.status() == Backtest.Status.RUNNING) {
            LockSupport.parkNanos(WAIT_NANOS);
            state = trials.get(Actor.CITY, id);
        }
        if (state.readings() != rows) {
            throw new IllegalStateException("Expected a trial over %d readings, but it %s after %d."
                    .formatted(rows, state.status(), state.readings()));
        }
        double rate = state.readings() * 1e3 / state.took().toMillis();
        tell("trialReadingsPerSecond", rate, "%.0f");
        tell("streetMonthTrialMinutes", STREET_MONTH / rate / 60, "%.1f");
    }

    private void charts(ConfigurableApplicationContext city, Devices devices, int first, long begin, long end) {
        SettledFiles files = city.getBean(SettledFiles.class);
        Instant to = Instant.ofEpochMilli(end);
        Instant week = to.minus(Duration.ofDays(7));
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < CHARTS; i++) {
            forget(files);
            int no = first + i * options.devices() / CHARTS;
            took.add(millis(() -> devices.readings(Actor.CITY, no, 0, week, to, POINTS)));
        }
        took.sort(null);
        tell("weekChartColdMillis", took.get(CHARTS / 2), "%.0f");
        tell("weekChartColdMaxMillis", took.getLast(), "%.0f");
        forget(files);
        History history = city.getBean(History.class);
        String channel =
                city.getBean(Kinds.class).get(KIND).channels().getFirst().name();
        tell(
                "placeByHourColdMillis",
                millis(() -> history.byHour(Actor.CITY, KIND, PLACE, channel, Instant.ofEpochMilli(begin), to)
                        .getFirst()
                        .hours()),
                "%.0f");
    }

    private static double millis(Supplier<List<?>> question) {
        long began = System.nanoTime();
        if (question.get().isEmpty()) {
            throw new IllegalStateException("Expected points for a chart, but got none.");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    /** Has the system forget what it holds of the files in memory. */
    private static void forget(SettledFiles files) {
        for (SettledFile file : files.list()) {
            for (Path path : List.of(files.readings(file), files.hours(file))) {
                try {
                    new ProcessBuilder("dd", "if=" + path, "iflag=nocache", "count=0", "status=none")
                            .start()
                            .waitFor();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void tell(String name, double value, String format) {
        String text = String.format(Locale.ROOT, format, value);
        System.out.printf("%-28s %s%n", name, text);
        json.append(json.isEmpty() ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(text);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
