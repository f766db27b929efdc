package org.chengmai.device.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Snapshots;
import org.chengmai.device.Spots;
import org.chengmai.device.intake.HttpDoor;
import org.chengmai.kernel.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a camera brings what it saw, beside the event in its telemetry and under the event's time: a JPEG as it is, or JSON
 * with {@code snapshot} as base64 or as an address on a listed camera gateway.
 */
@RestController
class SnapshotIntake {

    /** Base64 is a third longer, and something stands around it. */
    private static final int LARGEST_BODY = Snapshots.MOST_BYTES / 3 * 4 + 4_096;

    private final Devices devices;
    private final Spots spots;
    private final Snapshots snapshots;
    private final HttpDoor door;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    SnapshotIntake(Devices devices, Spots spots, Snapshots snapshots, HttpDoor door, InstantSource clock) {
        this.devices = devices;
        this.spots = spots;
        this.snapshots = snapshots;
        this.door = door;
        this.clock = clock;
    }

    /**
     * @param ts of the event, in milliseconds; now where it is missing; the channels that name a spot stand beside it
     */
    @PostMapping(path = "/api/v1/{token}/snapshot", consumes = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<Void> jpeg(
            @PathVariable String token, @RequestParam(defaultValue = "0") long ts, HttpServletRequest request)
            throws IOException {
        Device device = sender(token);
        snapshots.take(
                spots.of(device, request::getParameter),
                at(ts),
                request.getInputStream().readNBytes(Snapshots.MOST_BYTES + 1));
        return ResponseEntity.ok().build();
    }

    @PostMapping(path = "/api/v1/{token}/snapshot", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> described(@PathVariable String token, HttpServletRequest request) throws IOException {
        Device device = sender(token);
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw Refusal.tooLarge(
                    "snapshot.large",
                    "Expected a snapshot of at most %d bytes, but device %s sent more."
                            .formatted(Snapshots.MOST_BYTES, device.id()),
                    Snapshots.MOST_BYTES,
                    device.id());
        }
        try {
            JsonNode told = json.readTree(body);
            Instant at = at(told.path("ts").asLong(0));
            Device spot = spots.of(device, name -> told.path(name).asString(null));
            String snapshot = told.path("snapshot").asString("");
            if (snapshot.startsWith("http://") || snapshot.startsWith("https://")) {
                snapshots.refer(spot, at, snapshot);
            } else {
                snapshots.take(spot, at, Base64.getDecoder().decode(snapshot));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw Refusal.badInput(
                    "snapshot.shape",
                    "Expected JSON with a snapshot as base64 or as an address, but device %s sent something else."
                            .formatted(device.id()),
                    device.id());
        }
        return ResponseEntity.ok().build();
    }

    private Instant at(long ts) {
        return ts == 0 ? clock.instant() : Instant.ofEpochMilli(ts);
    }

    private Device sender(String token) {
        Device device = devices.byToken(token)
                .orElseThrow(() -> Refusal.notSignedIn(
                        "intake.token", "Expected the token of a device, but nobody has this one."));
        door.count(device);
        return device;
    }
}
