package org.chengmai.detection;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chengmai.detection.model.SceneFolder;
import org.chengmai.detection.model.SceneReader;
import org.chengmai.detection.model.SceneText;
import org.chengmai.detection.model.Surroundings;
import org.chengmai.device.Kind;
import org.chengmai.device.Kinds;
import org.chengmai.stream.RuleBook;
import org.chengmai.stream.Vocabulary;

/**
 * The rules of every scene that comes with the program, for every kind that does, compiled as a new city compiles them but
 * without one. The engine knows a kind by its place in the list.
 */
public record ShippedRules(List<Kind> kinds, RuleBook book) {

    public ShippedRules {
        kinds = List.copyOf(kinds);
    }

    /** Reads and compiles them. */
    public static ShippedRules read() {
        List<Kind> kinds = Kinds.shipped();
        Map<String, Vocabulary> words = kinds.stream().collect(Collectors.toMap(Kind::id, KindChannels::new));
        Surroundings surroundings = new Surroundings(words, matter -> true);
        List<Scene> scenes = SceneFolder.shipped().entrySet().stream()
                .map(file -> scene(SceneReader.read(file.getKey(), file.getValue(), surroundings)))
                .toList();
        List<RuleSet.NumberedKind> numbered = IntStream.range(0, kinds.size())
                .mapToObj(number -> new RuleSet.NumberedKind(number, kinds.get(number)))
                .toList();
        return new ShippedRules(kinds, RuleSet.compile(scenes, numbered).book());
    }

    private static Scene scene(SceneText read) {
        Scene scene = read.scene();
        if (scene == null) {
            throw new IllegalStateException("Expected %s to be right, but %s".formatted(read.file(), read.faults()));
        }
        return scene;
    }

    /** The number by which the engine knows a kind. */
    public int number(String kind) {
        return IntStream.range(0, kinds.size())
                .filter(i -> kinds.get(i).id().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected a shipped kind, but found '" + kind + "'."));
    }
}
