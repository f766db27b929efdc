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
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Whether what a scene speaks of exists: kinds, channels, parameters, matters. */
final class SceneCheck {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

    private final Faults faults;
    private final Surroundings surroundings;

    SceneCheck(Faults faults, Surroundings surroundings) {
        this.faults = faults;
        this.surroundings = surroundings;
    }

    void kinds(Node node, List<String> kinds) {
        Set<String> known = surroundings.vocabularies().keySet();
        for (String kind : kinds) {
            if (!kind.isEmpty() && !kind.equals(Scene.EVERY_KIND) && !known.contains(kind)) {
                String hint = Suggestion.among(kind, known);
                faults.at(node, "kind", "Expected a known device kind, but found '%s'; %s", kind, hint);
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
                String hint = Suggestion.among(name, known);
                faults.at(text, "placeholder", "Expected a known placeholder, but found '{%s}'; %s", name, hint);
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
                faults.at(
                        node.getStartMark().getLine() + 1,
                        column(node, e.column()),
                        "rule",
                        "%s",
                        String.valueOf(e.getMessage()));
                return;
            }
        }
    }

    static Map<String, Double> values(Collection<Scene.Parameter> parameters) {
        Map<String, Double> values = new LinkedHashMap<>();
        parameters.forEach(p -> values.put(p.name(), p.value()));
        return values;
    }

    private static int column(Node node, int inText) {
        int start = node.getStartMark().getColumn() + 1;
        if (node.getStartMark().getLine() != node.getEndMark().getLine() || !(node instanceof ScalarNode scalar)) {
            return start;
        }
        return start + inText - (scalar.getScalarStyle() == ScalarStyle.PLAIN ? 1 : 0);
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
