package org.chengmai.detection.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Where the texts of scenes lie: the shipped ones on the class path, an officer's own in a folder of the data. */
public final class SceneFolder {

    private static final String ENDING = ".yaml";

    private final Path own;

    /** @param own folder of the officer's scenes; need not exist */
    public SceneFolder(Path own) {
        this.own = own;
    }

    /** File name → text of the scenes that come with the program. */
    public static Map<String, String> shipped() {
        try {
            Map<String, String> texts = new TreeMap<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:scenes/*.yaml")) {
                texts.put(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File name → text of the officer's scenes. */
    public Map<String, String> own() {
        Map<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(own)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an officer's scene, whole or not at all, under {@code file} when it has one already. */
    public void write(String file, String text) {
        try {
            Files.createDirectories(own);
            Path draft = Files.createTempFile(own, "scene", ".draft");
            Files.writeString(draft, text);
            Files.move(draft, own.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes an officer's scene; the shipped one of the same id stands again. */
    public void remove(String file) {
        try {
            Files.deleteIfExists(own.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
