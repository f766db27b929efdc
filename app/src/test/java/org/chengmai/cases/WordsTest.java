package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Status;
import org.junit.jupiter.api.Test;

/** Every word of the model has a text; that both languages have it is proven for the whole house. */
class WordsTest {

    @Test
    void everyWordOfTheModelIsTranslated() throws IOException {
        Set<String> known = keys("cases.properties");

        assertThat(known).containsAll(named("status", Status.values()));
        assertThat(known).containsAll(named("event", EventKind.values()));
        assertThat(known).containsAll(named("outcome", Outcome.values()));
        assertThat(known).containsAll(named("clock", ClockKind.values()));
    }

    private static Set<String> named(String prefix, Enum<?>[] constants) {
        return Stream.of(constants).map(c -> prefix + "." + c.name()).collect(Collectors.toSet());
    }

    private static Set<String> keys(String bundle) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/i18n", bundle))) {
            properties.load(in);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }
}
