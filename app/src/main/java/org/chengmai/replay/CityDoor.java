package org.chengmai.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The way from a command into the city that runs on this machine, by the note in its data folder. */
final class CityDoor {

    private static final List<Path> USUAL = List.of(Path.of("data"), Path.of("data/demo"));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Registration.Note note;

    private CityDoor(Registration.Note note) {
        this.note = note;
    }

    /** The running city of this data folder, or of one of the usual ones. */
    static CityDoor of(@Nullable Path data) {
        List<Path> folders = data == null ? USUAL : List.of(data);
        for (Path folder : folders) {
            Path file = folder.resolve(Registration.NOTE);
            if (Files.isReadable(file)) {
                CityDoor door = new CityDoor(read(file));
                if (door.isOpen()) {
                    return door;
                }
            }
        }
        throw Refusal.busy(
                "replay.city",
                "Expected a running city with its data in one of %s, but found none. Start one with ./chengmai demo, or name its folder with --data."
                        .formatted(folders));
    }

    private static Registration.Note read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Registration.Note.class);
        } catch (IOException e) {
            throw Refusal.busy("replay.note", "Expected to read %s, but %s.".formatted(file, e.getMessage()));
        }
    }

    /** Whether the city that left the note still runs. */
    private boolean isOpen() {
        try {
            send(request("/actuator/health").GET().build());
            return true;
        } catch (IOException notRunning) {
            return false;
        }
    }

    <T> T post(String path, Object body, Class<T> answer) {
        HttpRequest.Builder asking = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return ask(asking.build(), answer);
    }

    <T> T get(String path, Class<T> answer) {
        return ask(request(path).GET().build(), answer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + note.port() + path))
                .header("Authorization", "Bearer " + note.secret());
    }

    private static <T> T ask(HttpRequest request, Class<T> as) {
        try {
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() != 200) {
                throw Refusal.busy("replay.refused", sentence(answer.body()));
            }
            return JSON.readValue(answer.body(), as);
        } catch (IOException e) {
            throw Refusal.busy("replay.gone", "Expected an answer of the city, but " + e.getMessage() + ".");
        }
    }

    /** The sentence in which the city refused. */
    private static String sentence(String body) {
        String fallback = "Expected the city to do it, but: " + body;
        try {
            return JSON.readTree(body).path("detail").asString(fallback);
        } catch (JacksonException notJson) {
            return fallback;
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
