package org.chengmai.device.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Intake;
import org.chengmai.device.intake.BulkLoad;
import org.chengmai.device.intake.HttpDoor;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP door for devices: ThingsBoard's telemetry path, and bulk loads of one JSON object a line. */
@RestController
class HttpIntake {

    private static final int LARGEST_BODY = 256 * 1024;

    private final Intake intake;
    private final Devices devices;
    private final HttpDoor door;

    HttpIntake(Intake intake, Devices devices, HttpDoor door) {
        this.intake = intake;
        this.devices = devices;
        this.door = door;
    }

    /** What became of a bulk load. {@code faults} lists at most the first thousand of {@code bad}. */
    record BulkAnswer(long lines, long readings, long bad, List<BulkLoad.Fault> faults) {}

    /** Takes a device's telemetry as {@link ShortWay} brings it; returns after the commit. */
    void telemetry(String token, HttpServletRequest request) throws IOException {
        needsOpen();
        Device device = devices.byToken(token).orElseThrow(() -> unknownToken(request));
        door.count(device);
        int length = request.getContentLength();
        byte[] body =
                request.getInputStream().readNBytes(length < 0 ? LARGEST_BODY + 1 : Math.min(length, LARGEST_BODY + 1));
        if (body.length > LARGEST_BODY) {
            door.tooLarge(device, "http", Math.max(body.length, request.getContentLength()));
            throw Refusal.tooLarge(
                    "intake.large",
                    "Expected at most %d bytes of telemetry, but device %s sent more."
                            .formatted(LARGEST_BODY, device.id()),
                    LARGEST_BODY,
                    device.id());
        }
        HttpDoor.Outcome outcome = door.telemetry(device, body, "http");
        if (outcome.malformed()) {
            throw Refusal.badInput(
                    "intake.malformed",
                    "Expected telemetry in JSON, but device %s sent something else; it is kept aside."
                            .formatted(device.id()),
                    device.id());
        }
    }

    /** Takes {@code {"device": "id", "ts": ms, "values": {…}}} a line; 200 after the commit of all good lines. */
    @PostMapping("/api/v1/bulk")
    BulkAnswer bulk(
            @RequestHeader(value = "X-Device-Token", required = false) @Nullable String own,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String bearer,
            HttpServletRequest request)
            throws IOException {
        needsOpen();
        Device sender = sender(own, bearer, request);
        if (sender != null) {
            door.count(sender);
        }
        BulkLoad load = door.bulk(sender);
        try (InputStream body = request.getInputStream()) {
            new Lines(body, LARGEST_BODY).forEach(load);
        }
        load.await();
        return new BulkAnswer(load.lines(), load.readings(), load.bad(), load.faults());
    }

    /** The gateway that vouches for lines without a token of their own; null when none shows itself. */
    private @Nullable Device sender(@Nullable String own, @Nullable String bearer, HttpServletRequest request) {
        String token = own != null ? own : bearer != null && bearer.startsWith("Bearer ") ? bearer.substring(7) : null;
        if (token == null) {
            return null;
        }
        Device device = devices.byToken(token).orElseThrow(() -> unknownToken(request));
        if (!devices.isGateway(device)) {
            throw Refusal.forbidden(
                    "intake.gateway",
                    "Expected a gateway to vouch for a bulk load, but device %s is none.".formatted(device.id()),
                    device.id());
        }
        return device;
    }

    private Refusal unknownToken(HttpServletRequest request) {
        door.unknownToken(request.getRemoteAddr(), "http");
        return Refusal.notSignedIn("intake.token", "Expected the token of a device, but nobody has this one.");
    }

    private void needsOpen() {
        if (!intake.isOpen()) {
            throw Refusal.busy(
                    "intake.closed", "Expected to take readings, but the city has no administrator yet; open /setup.");
        }
    }
}
