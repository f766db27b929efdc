package org.chengmai.detection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.chengmai.detection.model.SceneFolder;
import org.chengmai.detection.model.SceneReader;
import org.chengmai.detection.model.SceneText;
import org.chengmai.detection.model.Surroundings;
import org.chengmai.device.Kind;
import org.chengmai.device.model.KindFiles;
import org.chengmai.stream.Vocabulary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every shipped scene has a story in {@code scenes/stories} that the real engine tells word for word, and a manual. */
class SceneStoriesTest {

    private static final Path STORIES = Path.of("../scenes/stories");
    private static final Path MANUAL = Path.of("../docs/scenes");

    private final Map<String, Kind> kinds =
            KindFiles.shipped().stream().collect(Collectors.toMap(Kind::id, Function.identity()));

    @TestFactory
    Stream<DynamicTest> everySceneTellsItsStory() {
        return shipped().stream().map(text -> DynamicTest.dynamicTest(text.file(), () -> tells(text)));
    }

    private void tells(SceneText text) throws IOException {
        assertThat(text.faults()).isEmpty();
        Scene scene = requireNonNull(text.scene());
        String story = Files.readString(STORIES.resolve(text.file().replace(".yaml", ".txt")));
        SceneStory.Outcome outcome = SceneStory.play(scene, kinds, story);
        assertThat(outcome.told()).containsExactlyElementsOf(outcome.expected());
        SoftAssertions.assertSoftly(all -> {
            for (Scene.Rule rule : scene.rules()) {
                for (String what : List.of("raised ", "cleared ")) {
                    all.assertThat(outcome.told())
                            .as("the story of %s has its rule %s%s", text.file(), what, rule.key())
                            .anyMatch(line -> line.contains(" " + what + rule.key()));
                }
                for (Scene.Level level : rule.levels()) {
                    String severity = level.severity().name().toLowerCase(Locale.ROOT);
                    all.assertThat(outcome.told())
                            .as("the story of %s has its rule %s at %s", text.file(), rule.key(), severity)
                            .anyMatch(line -> line.contains(" " + severity + " " + rule.key()));
                }
            }
        });
    }

    @Test
    void everySceneHasItsPageInTheManual() throws IOException {
        String index = Files.readString(MANUAL.resolve("README.md"));
        for (SceneText text : shipped()) {
            String page = text.file().replace(".yaml", ".md");
            assertThat(MANUAL.resolve(page)).exists();
            assertThat(index).contains("(" + page + ")");
            assertThat(Files.readAllLines(MANUAL.resolve(page))).as(page).hasSizeLessThanOrEqualTo(40);
        }
    }

    @Test
    void everySceneBelongsToAGroup() {
        assertThat(shipped())
                .allSatisfy(text -> assertThat(requireNonNull(text.scene()).group())
                        .as(text.file())
                        .isNotEqualTo(Scene.Group.OTHER));
    }

    private Collection<SceneText> shipped() {
        Map<String, Vocabulary> vocabularies = new HashMap<>();
        kinds.values().forEach(kind -> vocabularies.put(kind.id(), new KindChannels(kind)));
        Surroundings city = new Surroundings(vocabularies, code -> true);
        return SceneFolder.shipped().entrySet().stream()
                .map(file -> SceneReader.read(file.getKey(), file.getValue(), city))
                .toList();
    }
}
