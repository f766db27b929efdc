package org.chengmai.detection.model;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chengmai.detection.Scene;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The rules that there are, as {@code scene.rule}, and under which others each stands: read from texts before any of them is
 * checked, for a rule may stand under one of a file that is read later.
 */
public final class RuleNames {

    private RuleNames() {}

    /** Rule → the rules above it, of scenes that are read already. */
    public static Map<String, List<String>> of(Collection<Scene> scenes) {
        Map<String, List<String>> names = new HashMap<>();
        for (Scene scene : scenes) {
            scene.rules()
                    .forEach(rule -> names.put(
                            scene.id() + "." + rule.key(),
                            rule.under().stream().map(Scene.Above::toString).toList()));
        }
        return names;
    }

    /** Rule → the rules above it, of texts of which some may be wrong; a later scene of an id goes before an earlier. */
    public static Map<String, List<String>> ofTexts(Collection<String> texts) {
        Map<String, List<String>> names = new HashMap<>();
        for (String text : texts) {
            SceneReader.idOf(text).ifPresent(id -> {
                names.keySet().removeIf(name -> name.startsWith(id + "."));
                rules(text)
                        .forEach(rule -> word(rule, "key")
                                .ifPresent(key -> names.put(id + "." + key, words(rule, "under", id))));
            });
        }
        return names;
    }

    private static List<Node> rules(String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return child(root, "rules")
                    .filter(SequenceNode.class::isInstance)
                    .map(list -> List.copyOf(((SequenceNode) list).getValue()))
                    .orElse(List.of());
        } catch (YAMLException e) {
            return List.of();
        }
    }

    private static Optional<Node> child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return Optional.of(entry.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> word(Node node, String key) {
        return child(node, key).filter(ScalarNode.class::isInstance).map(v -> ((ScalarNode) v).getValue());
    }

    private static List<String> words(Node rule, String key, String scene) {
        List<String> words = new ArrayList<>();
        child(rule, key).ifPresent(value -> {
            List<Node> each = value instanceof SequenceNode list ? list.getValue() : List.of(value);
            each.forEach(node -> {
                if (node instanceof ScalarNode scalar) {
                    words.add(above(scalar.getValue().strip(), scene).toString());
                }
            });
        });
        return words;
    }

    /** {@code B32a.silent}, or {@code silent} for a rule of the same scene. */
    static Scene.Above above(String text, String scene) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new Scene.Above(scene, text)
                : new Scene.Above(text.substring(0, dot), text.substring(dot + 1));
    }

    /** Whether the way up from {@code from} leads to {@code to}. */
    static boolean leads(Map<String, List<String>> names, String from, String to) {
        List<String> ahead = new ArrayList<>(List.of(from));
        Set<String> seen = new HashSet<>();
        while (!ahead.isEmpty()) {
            String next = ahead.removeLast();
            if (next.equals(to)) {
                return true;
            }
            if (seen.add(next)) {
                ahead.addAll(names.getOrDefault(next, List.of()));
            }
        }
        return false;
    }
}
