package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.chengmai.Chengmai;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** PostgreSQL is killed under load: nothing acknowledged is lost, nothing is in the log twice, and all goes on by itself. */
class A05_DatabaseGoneTest {

    private static final int IN_FLIGHT = 100;
    private static final int KILLS = 3;
    private static final int BETWEEN_KILLS = 1_500;
    private static final long FIRST = 1_760_000_000_000L;

    @Test
    void killedUnderLoad(@TempDir Path data) throws Exception {
        try (ConfigurableApplicationContext city = new SpringApplicationBuilder(Chengmai.class)
                .run(
                        "--chengmai.data=" + data,
                        "--server.port=0",
                        "--chengmai.mqtt.port=0",
                        "--chengmai.postgres-url=")) {
            DeviceKit kit = DeviceKit.of(city);
            Device device = kit.device();
            Set<Long> acknowledged = new ConcurrentSkipListSet<>();
            Mqtt3AsyncClient client = client(kit, device);
            Semaphore room = new Semaphore(IN_FLIGHT);
            long at = FIRST;
            for (int kill = 0; kill < KILLS; kill++) {
                int before = acknowledged.size();
                while (acknowledged.size() < before + BETWEEN_KILLS) {
                    room.acquire();
                    send(client, at++, acknowledged, room);
                }
                killPostgres(data);
            }
            assertThat(postUntilTaken(city, device)).isNotEmpty();
            room.acquire(IN_FLIGHT);

            assertThat(acknowledged).hasSize((int) (at - FIRST));
            forgetOldConnections(city);
            List<Long> stored = stored(kit, device);
            assertThat(stored).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(stored)).isEqualTo(new TreeSet<>(acknowledged));
            assertThat(kit.log(device)).as("with the post").hasSizeGreaterThan(acknowledged.size());
            client.disconnect().join();
        }
    }

    private static Mqtt3AsyncClient client(DeviceKit kit, Device device) {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(kit.intake.mqttPort())
                .simpleAuth()
                .username(device.token())
                .applySimpleAuth()
                .buildAsync();
        client.connect().join();
        return client;
    }

    private static void send(Mqtt3AsyncClient client, long at, Set<Long> acknowledged, Semaphore room) {
        var sent = client.publishWith()
                .topic("v1/devices/me/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("{\"ts\":%d,\"values\":{\"level\":%d}}"
                        .formatted(at, at % 100)
                        .getBytes(StandardCharsets.UTF_8))
                .send()
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        acknowledged.add(at);
                    }
                    room.release();
                });
        assertThat(sent).isNotNull();
    }

    /** HTTP is told to come again while the database is away, and is taken when it is back. */
    private static String postUntilTaken(ConfigurableApplicationContext city, Device device)
            throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:%s/api/v1/%s/telemetry"
                .formatted(city.getEnvironment().getProperty("local.server.port"), device.token()));
        HttpClient client = HttpClient.newHttpClient();
        StringBuilder told = new StringBuilder();
        while (true) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"ts\":1750000000000,\"values\":{\"level\":5}}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            told.append(answer.statusCode());
            if (answer.statusCode() == 200) {
                return told.toString();
            }
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    /** Connections that stood idle when the server was killed are not asked. */
    private static void forgetOldConnections(ConfigurableApplicationContext city) {
        city.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    /** The times of what came by MQTT. A post that is told to come again may have been heard the first time. */
    private static List<Long> stored(DeviceKit kit, Device device) {
        return kit.database
                .sql("select (extract(epoch from at) * 1000)::bigint from device.reading"
                        + " where device = :no and at > to_timestamp(1755000000)")
                .param("no", device.no())
                .query(Long.class)
                .list();
    }

    /**
     * Kills the server that runs now. Its connections may outlive it for a moment and still commit and acknowledge, so the
     * one that comes after the last kill may yet have to come up.
     */
    private static void killPostgres(Path data) {
        DeviceKit.await(() -> server(data).isPresent());
        ProcessHandle server = server(data).orElseThrow();
        server.destroyForcibly();
        DeviceKit.await(() -> !server.isAlive());
    }

    /** The running server that the folder names, if it names one. */
    private static Optional<ProcessHandle> server(Path data) {
        try (Stream<String> lines = Files.lines(data.resolve("postgres/data/postmaster.pid"))) {
            return lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
