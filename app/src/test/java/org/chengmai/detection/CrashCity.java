package org.chengmai.detection;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chengmai.city.CityProcess;
import org.chengmai.city.Visitor;
import org.chengmai.detection.store.Packed;
import org.chengmai.stream.ReadingBatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program in a folder of its own, killed and started again; its doors from outside, its database from beside. */
final class CrashCity implements AutoCloseable {

    /** The last of the eight bytes that a state begins with. */
    private static final int VERSION_BYTE = 7;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final int mqttPort = freePort();
    private CityProcess process;
    private int port;

    private CrashCity(Path data) {
        this.data = data;
        this.process = launch();
    }

    /** A new city with one administrator, ready for devices. */
    static CrashCity open(Path data, Map<String, String> ownScenes) throws IOException {
        Path scenes = Files.createDirectories(data.resolve("scenes"));
        for (Map.Entry<String, String> scene : ownScenes.entrySet()) {
            Files.writeString(scenes.resolve(scene.getKey()), scene.getValue());
        }
        CrashCity city = new CrashCity(data);
        city.firstAdministrator();
        return city;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private CityProcess launch() {
        CityProcess started = CityProcess.start(data, "--mqtt-port", Integer.toString(mqttPort));
        port = started.port();
        return started;
    }

    private void firstAdministrator() throws IOException {
        String code = Files.readString(data.resolve("first-start-code")).strip();
        Visitor visitor = Visitor.at(port);
        visitor.get("/setup");
        visitor.post(
                "/setup",
                Map.of(
                        "code", code,
                        "login", "crash.admin",
                        "name", "管理员",
                        "password", "Right-pass-1",
                        "again", "Right-pass-1"));
    }

    int mqttPort() {
        return mqttPort;
    }

    Path data() {
        return data;
    }

    /** Makes devices of a kind behind a gateway and gives the gateway's token. */
    String register(String kind, List<String> ids) throws IOException, InterruptedException {
        List<Map<String, String>> devices = new ArrayList<>();
        ids.forEach(id -> devices.add(Map.of("id", id, "name", id, "kind", kind)));
        Map<String, Object> wanted = Map.of("gateway", "crash-gateway", "parameters", Map.of(), "devices", devices);
        JsonNode note = JSON.readTree(Files.readString(data.resolve("replay.json")));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/replay"))
                            .header(
                                    "Authorization",
                                    "Bearer " + note.get("secret").asString())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(wanted)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("Expected the devices to be registered, but: " + answer.body());
            }
            return JSON.readTree(answer.body()).get("token").asString();
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        process.kill();
    }

    void startAgain() {
        process = launch();
    }

    /** A line that the running program has said or says soon. */
    String says(String pattern) {
        return process.await(pattern);
    }

    /** Puts another version into the head of the stored state, as a program of a later time might have left it. */
    void storesStateOfVersion(int version) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection(url());
                var query = database.prepareStatement("select state from detection.checkpoint");
                var update = database.prepareStatement("update detection.checkpoint set state = ?");
                ResultSet row = query.executeQuery()) {
            row.next();
            try (InputStream stored = Packed.stored(row.getBytes(1)).open()) {
                byte[] state = stored.readAllBytes();
                state[VERSION_BYTE] = (byte) version;
                update.setBytes(1, state);
            }
            update.executeUpdate();
        }
    }

    /** Every alarm of these scenes as {@code device scene.rule raised-cleared}, in milliseconds, sorted. */
    List<String> alarms(String... scenes) throws IOException, SQLException {
        List<String> alarms = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(url());
                var query = database.prepareStatement("""
                        select device_id, scene, rule, raised_at, cleared_at from detection.alarm
                        where scene = any(?) order by device_id, scene, rule, raised_at
                        """)) {
            query.setArray(1, database.createArrayOf("text", scenes));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    var cleared = row.getTimestamp("cleared_at");
                    alarms.add("%s %s.%s %d-%s"
                            .formatted(
                                    row.getString("device_id"),
                                    row.getString("scene"),
                                    row.getString("rule"),
                                    row.getTimestamp("raised_at").getTime(),
                                    cleared == null ? "" : cleared.getTime()));
                }
            }
        }
        return alarms;
    }

    /** Cases by device, counted; and under {@code waiting} the alarms for people that have none. */
    Map<String, Integer> casesByDevice() throws IOException, SQLException {
        Map<String, Integer> cases = new HashMap<>();
        try (Connection database = DriverManager.getConnection(url());
                var query = database.createStatement();
                ResultSet row = query.executeQuery("""
                        select coalesce(case when case_id is null then 'waiting' end, device_id) as device,
                            count(distinct coalesce(case_id, id)) as cases
                        from detection.alarm where for_people and scene = 'X2' group by 1
                        """)) {
            while (row.next()) {
                cases.put(row.getString("device"), row.getInt("cases"));
            }
        }
        return cases;
    }

    /** What the log holds, in its order, as columns; all that arrived at one moment in one batch. */
    void log(Consumer<ReadingBatch> to) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection(url());
                var query = database.createStatement();
                ResultSet row = query.executeQuery(
                        "select received, device, channel, at, value from device.reading order by received, line")) {
            ReadingBatch batch = new ReadingBatch();
            while (row.next()) {
                long received = row.getLong("received") / 1000;
                if (received != batch.receivedMillis() && batch.size() > 0) {
                    to.accept(batch);
                    batch.clear();
                }
                batch.receivedMillis(received);
                batch.add(
                        row.getInt("device"),
                        row.getInt("channel"),
                        row.getTimestamp("at").getTime(),
                        row.getDouble("value"));
            }
            to.accept(batch);
        }
    }

    /** How many readings the log holds more than once. */
    long doubledReadings() throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection(url());
                var query = database.createStatement();
                ResultSet row = query.executeQuery(
                        "select count(*) - count(distinct (device, channel, at)) from device.reading")) {
            row.next();
            return row.getLong(1);
        }
    }

    private String url() throws IOException {
        Path postgres = data.resolve("postgres");
        List<String> pid = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
        String password = Files.readString(postgres.resolve("password")).strip();
        return "jdbc:postgresql://127.0.0.1:%s/postgres?user=chengmai&password=%s".formatted(pid.get(3), password);
    }

    @Override
    public void close() {
        process.close();
    }
}
