package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chengmai.city.CityTest;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.model.Summary;
import org.chengmai.device.store.ChartStore;
import org.chengmai.device.store.Partitions;
import org.chengmai.device.store.SettledFiles;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Old hours of the log become files, and nobody who reads can tell. */
@CityTest
@TestPropertySource(properties = {"test.city=settled", "chengmai.history.pause-seconds=86400"})
@Import(DeviceKit.class)
class A08_SettledTest {

    private static final long SEED = Long.getLong("chengmai.settle.seed", System.nanoTime());
    private static final int HOURS = 60;

    @Autowired
    private DeviceKit city;

    @Autowired
    private Settling settling;

    @Autowired
    private SettledFiles files;

    @Autowired
    private ChartStore charts;

    @Autowired
    private Partitions partitions;

    @Autowired
    private Readings readings;

    @Autowired
    private DataSource database;

    @Test
    void whoeverReadsCannotTell() throws Exception {
        System.out.println("Settling with -Dchengmai.settle.seed=" + SEED);
        int[] nos = Stream.generate(city::device).limit(8).mapToInt(Device::no).toArray();
        long now = System.currentTimeMillis() / OldReadings.HOUR;
        long first = now - 24 - HOURS;
        OldReadings old = new OldReadings(SEED);
        int different = 0;
        try (Connection connection = database.getConnection()) {
            for (long hour = first; hour < now - 1; hour++) {
                different += old.fill(connection, hour, nos, 20, 30);
            }
        }
        for (long hour : partitions.uncountedBefore(now - 1)) {
            partitions.count(hour);
        }
        List<String> logBefore = scan(0, Long.MAX_VALUE);
        String chartBefore = chart(nos[3], first, now, 300);
        String longChartBefore = chart(nos[3], first, now, 20);
        String hoursBefore = hours(nos, first, now);

        settling.settle();

        assertThat(files.list()).as("seed " + SEED).hasSizeBetween(2, 3);
        assertThat(partitions.hours().getFirst())
                .isEqualTo(files.list().getLast().endHour());
        List<String> log = scan(0, Long.MAX_VALUE);
        assertThat(log).hasSizeBetween(different, logBefore.size());
        assertThat(new LinkedHashSet<>(logBefore)).isEqualTo(new LinkedHashSet<>(log));
        assertThat(chart(nos[3], first, now, 300)).isEqualTo(chartBefore);
        assertThat(chart(nos[3], first, now, 20)).isEqualTo(longChartBefore);
        assertThat(hours(nos, first, now)).isEqualTo(hoursBefore);

        long middle = (files.list().getFirst().endHour() - 1) * OldReadings.HOUR * 1000 + 7_000;
        assertThat(scan(middle, middle + OldReadings.HOUR * 3000))
                .isEqualTo(log.stream()
                        .filter(line -> received(line) >= middle && received(line) < middle + OldReadings.HOUR * 3000)
                        .toList());
        List<String> replayed = new ArrayList<>();
        long known = received(log.get(log.size() / 2));
        readings.replay(known, batch -> replayed.add(Long.toString(batch.receivedMillis() * 1000)));
        assertThat(replayed)
                .isEqualTo(log.stream()
                        .map(A08_SettledTest::received)
                        .filter(received -> received > known)
                        .distinct()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void whatACrashLeftBehindIsSweptAway() throws Exception {
        Path some = files.readings(new SettledFile("x", 0, 1, 0, 0, 0, 0));
        Path unfinished = Files.writeString(some.resolveSibling("2026030408-12345678.unfinished"), "half");
        Path unnoted = Files.writeString(some.resolveSibling("2026030408-12345678.parquet"), "whole, but not noted");

        files.sweep();

        assertThat(unfinished).doesNotExist();
        assertThat(unnoted).doesNotExist();
    }

    private static long received(String line) {
        return Long.parseLong(line.split(" ")[0]);
    }

    private List<String> scan(long from, long to) {
        List<String> told = new ArrayList<>();
        readings.scan(from, to, no -> true, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                told.add("%d %d.%d %d %s"
                        .formatted(
                                batch.receivedMillis() * 1000,
                                batch.device(i),
                                batch.channel(i),
                                batch.atMillis(i),
                                batch.value(i)));
            }
        });
        return told;
    }

    /** Without the means: a reading that came twice counts once when it has settled. */
    private String chart(int no, long firstHour, long endHour, int points) {
        return city
                .devices
                .readings(
                        Actor.CITY,
                        no,
                        1,
                        Instant.ofEpochMilli(firstHour * OldReadings.HOUR),
                        Instant.ofEpochMilli(endHour * OldReadings.HOUR),
                        points)
                .stream()
                .map(p -> (points < HOURS ? "" : p.at().toString())
                        + " %s %s %s %s".formatted(p.min(), p.max(), p.first(), p.last()))
                .toList()
                .toString();
    }

    private String hours(int[] devices, long firstHour, long endHour) {
        NavigableMap<Long, Summary> hours = charts.hours(devices, new int[devices.length], 1, 2, firstHour, endHour)
                .getFirst();
        StringBuilder told = new StringBuilder();
        hours.forEach((hour, s) -> told.append("%d %s %s%n".formatted(hour, s.low(), s.high())));
        return told.toString();
    }
}
