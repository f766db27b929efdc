package org.chengmai.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import org.chengmai.kernel.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The one-time code of an empty city. A new one at every start, printed on the console and kept in the data folder for
 * its owner alone, until the first administrator exists.
 */
@Component
class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;

    private final AccountStore store;
    private final Path file;
    private volatile @Nullable String code;

    FirstStart(AccountStore store, Settings settings) {
        this.store = store;
        this.file = settings.data().resolve("first-start-code");
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (store.anyAdministrator()) {
            return;
        }
        String fresh = randomCode();
        code = fresh;
        write(fresh);
        LOG.info("首次启动 / first start: open /setup and enter the code {} (also in {})", fresh, file.toAbsolutePath());
    }

    /** Whether this is the code; none fits before it is announced or after it was used. */
    boolean fits(String typed) {
        String expected = code;
        String bare = typed.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
        return expected != null
                && MessageDigest.isEqual(
                        expected.replace("-", "").getBytes(StandardCharsets.UTF_8),
                        bare.getBytes(StandardCharsets.UTF_8));
    }

    void used() {
        code = null;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Expected to delete {}, but {}", file, e.toString());
        }
    }

    private void write(String fresh) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, fresh + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String randomCode() {
        SecureRandom random = new SecureRandom();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                made.append('-');
            }
            made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return made.toString();
    }
}
