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
import tools.jackson.databind.json.JsonMapper;

/** The replay's side of {@link ReplayDoor}. */
final class CityDoor {

    private static final List<Path> USUAL = List.of(Path.of("data"), Path.of("data/demo"));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CityDoor() {}

    /** Registers the devices with the running city of this data folder, or of one of the usual ones. */
    static Registration.WayIn register(@Nullable Path data, Registration registration) {
        List<Path> folders = data == null ? USUAL : List.of(data);
        for (Path folder : folders) {
            Path note = folder.resolve(Registration.NOTE);
            if (Files.isReadable(note)) {
                Registration.WayIn wayIn = ask(note, registration);
                if (wayIn != null) {
                    return wayIn;
                }
            }
        }
        throw Refusal.busy(
                "replay.city",
                "Expected a running city with its data in one of %s, but found none. Start one with ./chengmai demo, or name its folder with --data."
                        .formatted(folders));
    }

    /** The way in, or null when the city that left this note does not run any more. */
    private static Registration.@Nullable WayIn ask(Path note, Registration registration) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Registration.Note read = JSON.readValue(Files.readString(note), Registration.Note.class);
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + read.port() + "/api/v1/replay"))
                            .header("Authorization", "Bearer " + read.secret())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(registration)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw Refusal.busy(
                        "replay.refused", "Expected the city to register the devices, but: " + answer.body());
            }
            return JSON.readValue(answer.body(), Registration.WayIn.class);
        } catch (IOException notRunning) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
