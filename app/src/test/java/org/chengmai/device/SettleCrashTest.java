package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chengmai.city.CityProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program is killed at random moments while hours settle and while files become one: every reading
 * stays in exactly one place.
 */
class SettleCrashTest {

    private static final long SEED = Long.getLong("chengmai.settle.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("chengmai.settle.kills", 5);
    private static final int DAYS = 12;
    private static final int PARTS = 3;
    private static final int BATCHES = 6;
    private static final int BATCH = 400;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Random random = new Random(SEED);

    @Test
    void everyReadingStaysInExactlyOnePlace(@TempDir Path data) throws Exception {
        System.out.println("Settling is killed with -Dchengmai.settle.seed=" + SEED);
        CityProcess city = CityProcess.start(data, "--chengmai.history.pause-seconds=86400");
        city.port();
        int different = fill(data);
        city.stop();
        int interrupted = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Set<Path> before = Set.copyOf(files(data));
            city = CityProcess.start(data, "--chengmai.history.pause-seconds=1");
            untilAFileIsBeingWritten(data, before);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(120)));
            city.kill();
            interrupted += unfinished(data) ? 1 : 0;
        }
        System.out.printf("%d of %d kills came while a file was being written.%n", interrupted, KILLS);
        try (CityProcess last = CityProcess.start(data, "--chengmai.history.pause-seconds=1")) {
            last.port();
            long limit = System.nanoTime() + PATIENCE_NANOS;
            while (waiting(data) > 0 && System.nanoTime() < limit) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            assertThat(waiting(data)).isZero();
            assertThat(settled(data)).as("seed " + SEED).isEqualTo(different);
            assertThat(unfinished(data)).isFalse();
        }
    }

    @Test
    void everyReadingStaysInExactlyOnePlaceWhileTheFilesOfADayBecomeOne(@TempDir Path data) throws Exception {
        System.out.println("Merging is killed with -Dchengmai.settle.seed=" + SEED);
        int different = 0;
        try (CityProcess pressed =
                CityProcess.start(data, "--chengmai.history.pause-seconds=1", "--chengmai.history.least-free=1000TB")) {
            pressed.port();
            for (int part = 0; part < PARTS; part++) {
                different += fill(data, part);
                await(() -> waiting(data) == 0);
            }
            pressed.stop();
        }
        int interrupted = 0;
        int kills = 0;
        for (int left = DAYS; kills < KILLS && left > 0; kills++) {
            Set<Path> before = Set.copyOf(files(data));
            CityProcess city = CityProcess.start(data, "--chengmai.history.pause-seconds=1");
            untilAFileIsBeingWritten(data, before);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(60)));
            left = unmerged(data);
            city.kill();
            interrupted += unfinished(data) ? 1 : 0;
        }
        System.out.printf("%d of %d kills came while a merged file was being written.%n", interrupted, kills);
        try (CityProcess last = CityProcess.start(data, "--chengmai.history.pause-seconds=1")) {
            last.port();
            await(() -> unmerged(data) == 0 && !unfinished(data));
            assertThat(waiting(data)).isZero();
            assertThat(settled(data)).as("seed " + SEED).isEqualTo(different);
            assertThat(unfinished(data)).isFalse();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition wanted) throws Exception {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.holds()) {
            assertThat(System.nanoTime()).as("seed " + SEED).isLessThan(limit);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Days that have several files still. */
    private static int unmerged(Path data) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection(url(data))) {
            return (int)
                    count(
                            database,
                            "select count(*) from (select 1 from device.settled group by first_hour / 24 having count(*) > 1) d");
        }
    }

    private static void untilAFileIsBeingWritten(Path data, Set<Path> before) {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        while (before.containsAll(files(data)) && System.nanoTime() < limit) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static int fill(Path data) throws IOException, SQLException {
        return fill(data, hour -> true);
    }

    /** A third of the hours of each day. */
    private static int fill(Path data, int part) throws IOException, SQLException {
        return fill(data, hour -> hour % 24 * PARTS / 24 == part);
    }

    private static int fill(Path data, LongPredicate wanted) throws IOException, SQLException {
        OldReadings old = new OldReadings(SEED);
        int[] devices = IntStream.range(0, 500).toArray();
        long end = System.currentTimeMillis() / OldReadings.HOUR - 48;
        int different = 0;
        try (Connection database = DriverManager.getConnection(url(data))) {
            database.setAutoCommit(false);
            for (long hour = end - DAYS * 24; hour < end; hour++) {
                different += wanted.test(hour) ? old.fill(database, hour, devices, BATCHES, BATCH) : 0;
            }
            database.commit();
        }
        return different;
    }

    /** Readings that are in the log still. */
    private static long waiting(Path data) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection(url(data))) {
            return count(database, "select count(*) from device.reading");
        }
    }

    /** Readings in all files that are noted; there must be no other file. */
    private static long settled(Path data) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection(url(data));
                Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            List<Path> found = files(data);
            assertThat(found).hasSize((int) count(database, "select 2 * count(*) from device.settled"));
            long rows = 0;
            for (Path file : found) {
                if (!file.toString().endsWith(".hours.parquet")) {
                    rows += count(
                            duck,
                            "select count(distinct (device, channel, at_ms, value, delay_ms)) from '%s'"
                                    .formatted(file));
                }
            }
            assertThat(rows).isEqualTo(count(database, "select sum(rows) from device.settled"));
            return rows;
        }
    }

    private static long count(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean unfinished(Path data) {
        return files(data).stream().anyMatch(f -> f.toString().endsWith(".unfinished"));
    }

    private static List<Path> files(Path data) {
        return children(data.resolve("history"))
                .flatMap(SettleCrashTest::children)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** What is there now; it may change at any moment. */
    private static Stream<Path> children(Path folder) {
        File[] children = folder.toFile().listFiles();
        return children == null ? Stream.empty() : Arrays.stream(children).map(File::toPath);
    }

    private static String url(Path data) throws IOException {
        Path postgres = data.resolve("postgres");
        List<String> pid = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
        String password = Files.readString(postgres.resolve("password")).strip();
        return "jdbc:postgresql://127.0.0.1:%s/postgres?user=chengmai&password=%s".formatted(pid.get(3), password);
    }
}
