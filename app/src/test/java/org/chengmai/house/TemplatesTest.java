package org.chengmai.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Thymeleaf takes silently and does not mean. */
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /** A tag that is replaced as well as asked or repeated: Thymeleaf replaces first and never asks. */
    private static final Pattern REPLACED_BEFORE_ASKED =
            Pattern.compile("<(?=[^>]*\\sth:replace=)[^>]*\\sth:(if|unless|each)=\"(?:[^\"]*)\"[^>]*>");

    @Test
    void noTagIsBothAskedAndReplaced() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<String> wrong = files.filter(f -> f.toString().endsWith(".html"))
                    .flatMap(f -> REPLACED_BEFORE_ASKED
                            .matcher(read(f))
                            .results()
                            .map(m -> TEMPLATES.relativize(f) + ": " + m.group()))
                    .toList();
            assertThat(wrong)
                    .as("th:replace goes before th:if, th:unless and th:each, which are then lost: ask in a <th:block"
                            + " th:if=\"…\"> around the tag")
                    .isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
