package org.chengmai.detection;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.NewDevice;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** A city that watches: opened, with devices that tests make and let speak over HTTP. */
@TestComponent
class WatchedCity {

    static final String HERE = "310107/310107005/";
    static final String NEXT_DOOR = "310107/310107007/";
    static final String ADMIN = "watch-admin";
    static final String PASSWORD = "Right-pass-1";
    static final Actor DISPATCHER = person(901, Role.DISPATCHER, HERE);
    static final Actor COMMANDER = person(902, Role.COMMANDER, HERE);
    static final Actor NEIGHBOUR = person(903, Role.COMMANDER, NEXT_DOOR);
    static final Actor ADMINISTRATOR = person(904, Role.ADMINISTRATOR, "");

    /** Parameters of a camera whose alarms end with what it sees, so that what comes later is another event. */
    static final Map<String, Double> AT_ONCE = Map.of("sameMinutes", 0.0);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Devices devices;
    private final Alarms alarms;
    private final Environment environment;
    private final HttpClient client = HttpClient.newHttpClient();

    WatchedCity(Devices devices, Alarms alarms, Accounts accounts, Environment environment) {
        this.devices = devices;
        this.alarms = alarms;
        this.environment = environment;
        if (accounts.byLogin(ADMIN).isEmpty()) {
            List<Grant> everything = List.of(new Grant(Role.ADMINISTRATOR, "", null));
            accounts.create(Actor.CITY, new NewAccount(ADMIN, "管理员", "", PASSWORD, "", everything));
        }
    }

    private static Actor person(long account, Role role, String place) {
        return new Actor(account, "w" + account, "w" + account, List.of(new Grant(role, place, null)));
    }

    int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    Device device(String kind, Map<String, Double> parameters) {
        String id = kind + "-" + UUID.randomUUID().toString().substring(0, 8);
        int no = devices.add(
                Actor.CITY, new NewDevice(id, "试点 " + id, kind, null, null, HERE, parameters, null, true, false));
        return devices.get(no);
    }

    /** One reading over HTTP, committed when this returns. */
    void reads(Device device, long atMillis, String channel, double value) {
        says(device, "{\"ts\":%d,\"values\":{\"%s\":%s}}".formatted(atMillis, channel, value));
    }

    /** One message over HTTP, committed when this returns. */
    void says(Device device, String body) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://localhost:%d/api/v1/%s/telemetry".formatted(port(), device.token())))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("Expected the reading to be taken, but: " + answer.body());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Alarms of one device, active ones first, newest first. */
    List<AlarmLine> alarms(Device device) {
        return alarms.list(Actor.CITY, AlarmFilter.ofDevice(device.id()), 0).items();
    }

    /** The only alarm of a device, once it is as wanted. */
    AlarmLine alarm(Device device, java.util.function.Predicate<AlarmLine> wanted) {
        await(() -> alarms(device).stream().anyMatch(wanted));
        return alarms(device).stream().filter(wanted).findFirst().orElseThrow();
    }

    static void await(BooleanSupplier wanted) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("It never came true");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
