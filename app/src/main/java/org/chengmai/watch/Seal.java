package org.chengmai.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Settings;
import org.chengmai.watch.model.Wanted;
import org.chengmai.watch.store.EntryStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Hides plates and cards: HMAC-SHA-256 to find them, AES-GCM for whoever may see them. Both keys come from 64 random bytes in
 * {@code DATA/watch.key}, which only the program's user can read; without that file the database tells nothing.
 */
@Component
@EnableConfigurationProperties(WatchSettings.class)
class Seal {

    private static final int KEY_BYTES = 64;
    private static final int HALF = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec finding;
    private final SecretKeySpec hiding;

    Seal(Settings settings, WatchSettings watch, EntryStore entries, Audit audit) {
        Path file = settings.data().resolve("watch.key");
        if (watch.forget()) {
            audit.record(Actor.CITY, "watch.forget", entries.eraseAll() + " entries", "");
        }
        byte[] key = key(file, entries.count());
        this.finding = new SecretKeySpec(Arrays.copyOf(key, HALF), "HmacSHA256");
        this.hiding = new SecretKeySpec(Arrays.copyOfRange(key, HALF, KEY_BYTES), "AES");
        if (!entries.newestSealed().map(this::opens).orElse(true)) {
            throw stranger(file, entries.count(), "is the key of another list");
        }
    }

    /** Without its key the list would look for nothing and nobody would notice, so the program does not start. */
    private static IllegalStateException stranger(Path file, int entries, String what) {
        return new IllegalStateException(
                "Expected the key of the watch list's %d entries in %s, but the file %s. Put it back from the backup; where it is lost, start once with --chengmai.watch.forget=true, which erases the entries."
                        .formatted(entries, file, what));
    }

    private boolean opens(byte[] sealed) {
        try {
            show(sealed);
            return true;
        } catch (IllegalStateException other) {
            return false;
        }
    }

    private static byte[] key(Path file, int entries) {
        try {
            if (!Files.exists(file)) {
                if (entries > 0) {
                    throw stranger(file, entries, "is missing");
                }
                byte[] fresh = new byte[KEY_BYTES];
                RANDOM.nextBytes(fresh);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "watch", ".draft");
                if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
                }
                Files.write(draft, fresh, StandardOpenOption.WRITE);
                Files.move(draft, file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(
                        "Expected %d bytes in %s, but found %d.".formatted(KEY_BYTES, file, key.length));
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for the same plate or card, and nobody can come back from it without the key. */
    String code(Wanted wanted) {
        try {
            Mac mac = Mac.getInstance(finding.getAlgorithm());
            mac.init(finding);
            return HexFormat.of().formatHex(mac.doFinal(bytes(wanted.sort() + ":" + wanted.text())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every Java to know HmacSHA256", e);
        }
    }

    byte[] hide(Wanted wanted) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            byte[] hidden = cipher.doFinal(bytes(wanted.text()));
            return ByteBuffer.allocate(nonce.length + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every Java to know AES-GCM", e);
        }
    }

    String show(byte[] sealed) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES));
            byte[] shown = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(shown, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Expected the key by which the entry was sealed, but watch.key is another", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, hiding, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
