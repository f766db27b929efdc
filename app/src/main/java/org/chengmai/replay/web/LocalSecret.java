package org.chengmai.replay.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Settings;
import org.chengmai.replay.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lets the commands of this machine in: a secret in the data folder, new at every start. Whoever can read it can read
 * the database beside it too, so it opens nothing that was closed.
 */
@Component
class LocalSecret {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSecret.class);
    private static final int SECRET_BYTES = 24;

    private final Path note;
    private final JsonMapper json;
    private final String secret;

    LocalSecret(Settings settings, JsonMapper json) {
        this.note = settings.data().resolve(Registration.NOTE);
        this.json = json;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
    }

    /** Leaves the note that the commands look for. */
    @EventListener
    void listening(ServletWebServerInitializedEvent event) {
        try {
            Files.createDirectories(note.toAbsolutePath().getParent());
            Files.deleteIfExists(note);
            Files.createFile(note, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            int port = event.getWebServer().getPort();
            Files.writeString(note, json.writeValueAsString(new Registration.Note(port, secret)));
        } catch (IOException e) {
            LOG.warn("Commands will not find this city: {} cannot be written.", note, e);
        }
    }

    /** Refuses whoever does not bring the secret. */
    void check(String authorization) {
        String wanted = "Bearer " + secret;
        if (!MessageDigest.isEqual(
                authorization.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.forbidden("replay.secret", "Expected the secret of the data folder, but got another.");
        }
    }
}
