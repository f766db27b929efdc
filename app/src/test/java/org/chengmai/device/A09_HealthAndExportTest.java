package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Returns;
import org.chengmai.device.store.HealthStore;
import org.chengmai.kernel.Actor;
import org.chengmai.stream.ReadingBatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The health of devices by kind and street; readings taken along as files; readings whose time has come removed. */
@CityTest
@TestPropertySource(properties = {"test.city=health", "chengmai.history.pause-seconds=86400"})
@Import(DeviceKit.class)
class A09_HealthAndExportTest {

    private static final long HOUR = OldReadings.HOUR;

    @Autowired
    private DeviceKit city;

    @Autowired
    private Health health;

    @Autowired
    private HealthStore healthStore;

    @Autowired
    private Returns returns;

    @Autowired
    private LastValues last;

    @Autowired
    private History history;

    @Autowired
    private Retention retention;

    @Autowired
    private Readings readings;

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    @Test
    void eachConditionIsCountedAndLeadsToItsDevices() {
        city.kinds.put(Actor.CITY, DeviceKit.kind("health-box", false));
        long now = System.currentTimeMillis();
        Device fine = city.device("health-box", DeviceKit.HERE);
        Device weak = city.device("health-box", DeviceKit.HERE);
        Device slow = city.device("health-box", DeviceKit.HERE);
        Device gone = city.device("health-box", DeviceKit.HERE);
        Device never = city.device("health-box", DeviceKit.NEXT_DOOR);
        onPump(() -> {
            hears(fine, now, now, 80);
            hears(weak, now, now, 12);
            hears(slow, now, now - HOUR, 80);
            hears(gone, now - 25 * HOUR, now - 25 * HOUR, 80);
        });
        for (int day = 0; day < 3; day++) {
            healthStore.add(List.of(new Returns.Return(fine.no(), now - day * HOUR)));
        }

        assertThat(lines())
                .containsExactly(
                        "310107/310107005/ 4 {ALIVE=3, SILENT=1, BATTERY=1, CLOCK=1, FLAPPING=1, UNPLACED=4}",
                        "310107/310107007/ 1 {SILENT=1, NEVER=1, UNPLACED=1}");
        assertThat(behind("battery")).containsExactly(weak.id());
        assertThat(behind("clock")).containsExactly(slow.id());
        assertThat(behind("flapping")).containsExactly(fine.id());
        assertThat(behind("never")).containsExactly(never.id());

        Visitor officer = Visitor.at(port);
        officer.signIn("kit-here", DeviceKit.PASSWORD);
        assertThat(officer.get("/back/health?kind=health-box").body())
                .contains("state=battery")
                .doesNotContain("310107007");
        assertThat(officer.get("/back/devices?kind=health-box&state=battery").body())
                .contains(weak.id())
                .doesNotContain(slow.id());
    }

    @Test
    void aDeviceThatIsHeardAgainAfterItsSilenceIsNoted() {
        Device device = city.device();
        long now = System.currentTimeMillis();
        onPump(() -> {
            returns.take();
            hears(device, now - 30 * HOUR, now - 30 * HOUR, 50);
            hears(device, now - 29 * HOUR, now - 29 * HOUR, 50);
            hears(device, now, now, 50);
            assertThat(returns.take()).containsExactly(new Returns.Return(device.no(), now));
        });
    }

    @Test
    void readingsAreTakenAlongFromBothPlacesAndRemovedWhenTheirTimeHasCome() throws Exception {
        city.kinds.put(Actor.CITY, DeviceKit.kind("short-box", false));
        Device brief = city.device("short-box", DeviceKit.HERE);
        Device kept = city.device("kit-box", DeviceKit.NEXT_DOOR);
        int[] both = {brief.no(), kept.no()};
        long now = System.currentTimeMillis() / HOUR;
        OldReadings old = new OldReadings(7);
        try (Connection connection = database.getConnection()) {
            for (long hour = now - 24 * 6; hour < now - 24 * 5; hour++) {
                old.fill(connection, hour, both, 2, 10);
            }
            old.fill(connection, now - 3, both, 2, 10);
        }
        history.settle();
        long all = scan(brief) + scan(kept);

        Instant from = Instant.ofEpochMilli((now - 24 * 30) * HOUR);
        DeviceFilter everything = new DeviceFilter("", "", "", "");
        List<String> csv = lines(history.export(Actor.CITY, everything, from, Instant.now(), false));
        assertThat(csv).hasSize((int) all + 1).startsWith("device,kind,channel,at,value,unit");
        assertThat(csv.getLast()).matches("kit-[0-9a-f]{8},(kit|short)-box,open,20[0-9T:.-]{21}\\+08:00,[0-9.]+,");
        Path parquet = history.export(Actor.CITY, brief.id(), from, Instant.now(), true);
        assertThat(count(parquet)).isEqualTo(scan(brief));

        Visitor officer = Visitor.at(port);
        officer.signIn("kit-next", DeviceKit.PASSWORD);
        String week = "/back/readings?from=2020-01-01&to=2035-01-01";
        assertThat(officer.get(week).body()).contains(kept.id()).doesNotContain(brief.id());
        assertThat(officer.get(week + "&device=" + brief.id()).statusCode()).isEqualTo(404);

        long keptBefore = scan(kept);
        retention.keep(Actor.CITY, "short-box", 2);
        retention.removeOld();
        assertThat(scan(kept)).isEqualTo(keptBefore);
        assertThat(scan(brief)).isPositive().isLessThan(all - keptBefore);
        assertThat(city.database
                        .sql("select subject from audit.entry where action = 'readings.removed'")
                        .query(String.class)
                        .list())
                .containsExactly("short-box");
    }

    private void onPump(Runnable task) {
        java.util.concurrent.CompletableFuture<Boolean> done = new java.util.concurrent.CompletableFuture<>();
        readings.onPump(() -> {
            try {
                task.run();
                done.complete(true);
            } catch (AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        done.orTimeout(Duration.ofSeconds(20).toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private void hears(Device device, long received, long at, double battery) {
        ReadingBatch batch = new ReadingBatch();
        batch.receivedMillis(received);
        batch.add(device.no(), 2, at, battery);
        last.accept(batch);
    }

    private List<String> lines() {
        return health.lines(Actor.CITY, "health-box").stream()
                .map(line -> "%s %d %s".formatted(line.place(), line.total(), ordered(line.counts())))
                .toList();
    }

    private static Map<Condition, Long> ordered(Map<Condition, Long> counts) {
        return new java.util.EnumMap<>(counts);
    }

    private List<String> behind(String state) {
        return city.devices
                .within(Actor.CITY, new DeviceFilter("", "health-box", "", state))
                .map(Device::id)
                .toList();
    }

    private long scan(Device device) {
        long[] n = {0};
        readings.scan(0, Long.MAX_VALUE, no -> no == device.no(), batch -> n[0] += batch.size());
        return n[0];
    }

    private static List<String> lines(Path file) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Files.delete(file);
        return lines;
    }

    private static long count(Path parquet) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                var row = duck.createStatement().executeQuery("select count(*) from '%s'".formatted(parquet))) {
            row.next();
            return row.getLong(1);
        } finally {
            Files.delete(parquet);
        }
    }
}
