package org.chengmai.replay.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.device.Devices;
import org.chengmai.device.Intake;
import org.chengmai.device.NewDevice;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Settings;
import org.chengmai.replay.Registration;
import org.chengmai.replay.Replay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a replay on the same machine register its devices. Whoever can read the secret in the data folder, new at every
 * start, can read the database beside it too, so it opens nothing that was closed.
 */
@RestController
class ReplayDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDoor.class);
    private static final int SECRET_BYTES = 24;

    private final Devices devices;
    private final Areas areas;
    private final Intake intake;
    private final Path note;
    private final JsonMapper json;
    private final String secret;

    ReplayDoor(Devices devices, Areas areas, Intake intake, Settings settings, JsonMapper json) {
        this.devices = devices;
        this.areas = areas;
        this.intake = intake;
        this.note = settings.data().resolve(Registration.NOTE);
        this.json = json;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
    }

    /** Leaves the note that {@link Replay} looks for. */
    @EventListener
    void listening(ServletWebServerInitializedEvent event) {
        try {
            Files.createDirectories(note.toAbsolutePath().getParent());
            Files.deleteIfExists(note);
            Files.createFile(note, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            int port = event.getWebServer().getPort();
            Files.writeString(note, json.writeValueAsString(new Registration.Note(port, secret)));
        } catch (IOException e) {
            LOG.warn("A replay will need a gateway's token: {} cannot be written.", note, e);
        }
    }

    @PostMapping("/api/v1/replay")
    Registration.WayIn register(
            @RequestHeader(value = "Authorization", defaultValue = "") String authorization,
            @RequestBody Registration registration) {
        if (!same(authorization, "Bearer " + secret)) {
            throw Refusal.forbidden(
                    "replay.secret", "Expected the secret of the data folder to register a replay, but got another.");
        }
        String place = place(registration.area());
        List<NewDevice> wanted = new ArrayList<>();
        wanted.add(NewDevice.of(registration.gateway(), registration.gateway(), "gateway", null, place));
        for (Registration.Device one : registration.devices()) {
            wanted.add(device(one, place, registration.parameters()));
        }
        devices.addAll(Actor.CITY, wanted);
        String token = devices.find(registration.gateway()).orElseThrow().token();
        return new Registration.WayIn(token, intake.mqttPort());
    }

    private static NewDevice device(Registration.Device one, String place, Map<String, Double> parameters) {
        return new NewDevice(one.id(), one.name(), one.kind(), null, null, place, parameters, null, true, false);
    }

    private String place(@Nullable String area) {
        if (area != null) {
            return areas.get(area).place();
        }
        return areas.roots().stream().findFirst().map(Area::place).orElse("");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
