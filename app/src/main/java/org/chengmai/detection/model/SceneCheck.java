package org.chengmai.detection.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chengmai.detection.Scene;
import org.chengmai.stream.RuleBook;
import org.chengmai.stream.RuleException;
import org.chengmai.stream.RuleSpec;
import org.chengmai.stream.Vocabulary;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whether what a scene speaks of exists: kinds, channels, parameters, matters. */
final class SceneCheck {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

    private final Faults faults;
    private final String text;
    private final Surroundings surroundings;

    /** @param text of the whole file */
    SceneCheck(Faults faults, String text, Surroundings surroundings) {
        this.faults = faults;
        this.text = text;
        this.surroundings = surroundings;
    }

    void kinds(Node node, List<String> kinds) {
        Set<String> known = surroundings.vocabularies().keySet();
        for (String kind : kinds) {
            if (!kind.isEmpty() && !kind.equals(Scene.EVERY_KIND) && !known.contains(kind)) {
                Suggestion hint = Suggestion.among(kind, known);
                faults.unknown(node, "kind", hint, "Expected a known device kind, but found '%s'", kind);
            }
        }
    }

    void matter(Node node, String code) {
        if (!code.isEmpty() && !surroundings.matters().test(code)) {
            faults.at(
                    node,
                    "matter",
                    "Expected a matter of the catalogue, or {zh: …, en: …} for the scene's own, but found '%s'.",
                    code);
        }
    }

    /** Every placeholder in the alarm's texts must be one that is filled in. */
    void texts(Section rule, List<Scene.Parameter> parameters) {
        List<String> known = new ArrayList<>(List.of("device", "value"));
        parameters.forEach(p -> known.add(p.name()));
        for (String language : List.of("zh", "en")) {
            if (rule.valueOf(language) instanceof ScalarNode text) {
                placeholders(text, known);
            }
        }
    }

    private void placeholders(ScalarNode text, List<String> known) {
        Matcher matcher = PLACEHOLDER.matcher(text.getValue());
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!known.contains(name)) {
                Suggestion hint = Suggestion.among(name, known);
                faults.unknown(text, "placeholder", hint, "Expected a known placeholder, but found '{%s}'", name);
            }
        }
    }

    void rule(Section section, Scene.Rule rule, List<String> kinds, List<Scene.Parameter> parameters) {
        if (rule.when().isEmpty()) {
            return;
        }
        Map<String, Double> values = values(parameters);
        for (Vocabulary vocabulary : vocabularies(kinds)) {
            try {
                RuleBook.check(new RuleSpec(rule.key(), 0, rule.when(), rule.clear(), values), vocabulary);
            } catch (RuleException e) {
                Node node = section.valueOf("clear".equals(e.part()) ? "clear" : "when");
                rule(e, Spot.in(text, node, e.column()));
                return;
            }
        }
    }

    private void rule(RuleException e, Spot spot) {
        Suggestion hint = e.known().isEmpty() ? null : Suggestion.among(e.found(), e.known());
        String meant = hint == null
                ? ""
                : hint.meant().map(" Did you mean '%s'?"::formatted).orElse("");
        List<String> arguments = new ArrayList<>(List.of(e.found()));
        arguments.addAll(e.arguments());
        faults.add(spot, "rule." + e.fault().name(), e.withoutColumn() + meant, arguments, hint);
    }

    /** Every rule that another one stands under must be there, and must not stand under that one itself. */
    void under(String sceneId, List<Scene.Rule> rules, Map<String, Node> nodes) {
        Map<String, List<String>> others = surroundings.rules();
        if (others == null) {
            return;
        }
        Map<String, List<String>> names = new LinkedHashMap<>(others);
        names.keySet().removeIf(name -> name.startsWith(sceneId + "."));
        rules.forEach(rule -> names.put(
                sceneId + "." + rule.key(),
                rule.under().stream().map(Scene.Above::toString).toList()));
        for (Scene.Rule rule : rules) {
            Node node = nodes.get(rule.key());
            if (node != null) {
                rule.under().forEach(above -> under(node, sceneId + "." + rule.key(), above, names));
            }
        }
    }

    private void under(Node list, String rule, Scene.Above above, Map<String, List<String>> names) {
        Node node = entry(list, above);
        if (!names.containsKey(above.toString())) {
            faults.unknown(
                    node,
                    "under",
                    Suggestion.among(above.toString(), near(above, names.keySet())),
                    "Expected a rule as scene.rule, or the key of one of this scene, but found '%s'",
                    above.toString());
        } else if (RuleNames.leads(names, above.toString(), rule)) {
            faults.at(
                    node,
                    "under-itself",
                    "Expected a rule above '%s', but '%s' stands under it.",
                    rule,
                    above.toString());
        }
    }

    /** The rules of the scene that was named where it is known, else all. */
    private static Collection<String> near(Scene.Above above, Set<String> names) {
        List<String> ofScene =
                names.stream().filter(n -> n.startsWith(above.scene() + ".")).toList();
        return ofScene.isEmpty() ? names : ofScene;
    }

    private static Node entry(Node list, Scene.Above above) {
        if (list instanceof SequenceNode sequence) {
            for (Node each : sequence.getValue()) {
                if (each instanceof ScalarNode scalar
                        && (scalar.getValue().strip().equals(above.toString())
                                || scalar.getValue().strip().equals(above.rule()))) {
                    return each;
                }
            }
        }
        return list;
    }

    static Map<String, Double> values(Collection<Scene.Parameter> parameters) {
        Map<String, Double> values = new LinkedHashMap<>();
        parameters.forEach(p -> values.put(p.name(), p.value()));
        return values;
    }

    private List<Vocabulary> vocabularies(List<String> kinds) {
        if (kinds.contains(Scene.EVERY_KIND)) {
            return List.of(new Everything(surroundings.vocabularies().values()));
        }
        return kinds.stream()
                .map(kind -> surroundings.vocabularies().get(kind))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** The channels of all kinds together. */
    private static final class Everything implements Vocabulary {
        private final List<String> channels;

        Everything(Collection<Vocabulary> vocabularies) {
            Set<String> names = new LinkedHashSet<>();
            vocabularies.forEach(v -> names.addAll(v.channels()));
            this.channels = List.copyOf(names);
        }

        @Override
        public int channel(String name) {
            return channels.indexOf(name);
        }

        @Override
        public List<String> channels() {
            return channels;
        }
    }
}
