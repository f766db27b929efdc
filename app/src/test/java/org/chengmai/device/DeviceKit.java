package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A city that takes readings: opened, with a few kinds, and devices made as a test asks for them. */
@TestComponent
class DeviceKit {

    static final String HERE = "310107/310107005/";
    static final String NEXT_DOOR = "310107/310107007/";
    static final String PASSWORD = "Right-pass-1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Kinds kinds;
    final Devices devices;
    final Intake intake;
    final JdbcClient database;

    DeviceKit(Kinds kinds, Devices devices, Intake intake, Accounts accounts, JdbcClient database) {
        this.kinds = kinds;
        this.devices = devices;
        this.intake = intake;
        this.database = database;
        account(accounts, "kit-admin", "");
        account(accounts, "kit-here", HERE);
        account(accounts, "kit-next", NEXT_DOOR);
        kinds.put(Actor.CITY, kind("kit-box", false));
        kinds.put(Actor.CITY, kind("kit-gate", true));
    }

    /** For a city that a test has started itself. */
    static DeviceKit of(ApplicationContext city) {
        return new DeviceKit(
                city.getBean(Kinds.class),
                city.getBean(Devices.class),
                city.getBean(Intake.class),
                city.getBean(Accounts.class),
                city.getBean(JdbcClient.class));
    }

    /** Sends by HTTP what a device has to say, and sees it taken. */
    static void post(int port, Device device, String body) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:%d/api/v1/%s/telemetry".formatted(port, device.token()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static void account(Accounts accounts, String login, String place) {
        accounts.create(
                Actor.CITY,
                new NewAccount(login, login, "", PASSWORD, place, List.of(new Grant(Role.ADMINISTRATOR, place, null))));
    }

    static Kind kind(String id, boolean gateway) {
        return new Kind(
                id,
                new Bilingual("试验箱", "Test box"),
                "试",
                List.of(
                        channel(0, "level", Channel.Type.NUMBER, 0.0, 100.0),
                        channel(1, "open", Channel.Type.SWITCH, null, null),
                        channel(2, "battery", Channel.Type.NUMBER, 0.0, 100.0)),
                Kind.SILENT_MINUTES,
                gateway);
    }

    static Channel channel(int index, String name, Channel.Type type, @Nullable Double min, @Nullable Double max) {
        return new Channel(index, name, new Bilingual(name, name), "", type, min, max);
    }

    Device device(String kind, String place) {
        String id = "kit-" + UUID.randomUUID().toString().substring(0, 8);
        int no = devices.add(
                Actor.CITY,
                new NewDevice(id, "试验 " + id, kind, null, null, place, Map.of("limitMinutes", 5.0), null, true, false));
        return devices.get(no);
    }

    Device device() {
        return device("kit-box", HERE);
    }

    /** The log of a device as {@code channel=value}, in the order of the log. */
    List<String> log(Device device) {
        List<String> told = new ArrayList<>();
        database.sql("select channel, value from device.reading where device = :no order by received, line")
                .param("no", device.no())
                .query(row -> {
                    told.add(device(row.getInt("channel"), row.getDouble("value")));
                });
        return told;
    }

    private static String device(int channel, double value) {
        return "%d=%s".formatted(channel, value);
    }

    List<String> aside(Device device) {
        return database.sql("select reason || ' ' || payload from device.aside where device = :id order by id")
                .param("id", device.id())
                .query(String.class)
                .list();
    }

    static void await(BooleanSupplier wanted) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("It never came true");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
