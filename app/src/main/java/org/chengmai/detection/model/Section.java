package org.chengmai.detection.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chengmai.kernel.Bilingual;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML text, read key by key. What is missing or of the wrong shape becomes a fault at its place and a
 * harmless value, so that reading goes on; {@link #close} faults every key that nobody asked for.
 */
final class Section {

    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(s|min|h|d)");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,15}(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,2})?");

    private final Node node;
    private final Faults faults;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private Section(Node node, Faults faults) {
        this.node = node;
        this.faults = faults;
    }

    static Section of(Node node, Faults faults) {
        Section section = new Section(node, faults);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else {
            faults.at(node, "shape", "Expected keys with values here, but found something else.");
        }
        return section;
    }

    private void add(NodeTuple entry) {
        Node keyNode = entry.getKeyNode();
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (keys.put(key, keyNode) != null) {
            faults.at(keyNode, "twice", "Expected '%s' once, but it is here again.", key);
        }
        values.put(key, entry.getValueNode());
    }

    /** Faults what is in the text and was never asked for. */
    void close() {
        keys.forEach((key, keyNode) -> {
            if (!asked.contains(key) && isRestOfText(key)) {
                faults.at(
                        keyNode, "comma", "Expected quotes around a text with a comma between braces, but found none.");
            } else if (!asked.contains(key)) {
                faults.unknown(
                        keyNode, "key", Suggestion.among(key, asked), "Expected a known key, but found '%s'", key);
            }
        });
    }

    /** Whether an entry between braces is what a comma has cut off from a text. */
    private boolean isRestOfText(String key) {
        return node instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.FLOW
                && values.get(key) instanceof ScalarNode nothing
                && nothing.getValue().isEmpty();
    }

    Node node() {
        return node;
    }

    Set<String> keys() {
        return keys.keySet();
    }

    Node key(String key) {
        return keys.getOrDefault(key, node);
    }

    @Nullable
    Node find(String key) {
        asked.add(key);
        return values.get(key);
    }

    private @Nullable Node must(String key) {
        Node value = find(key);
        if (value == null) {
            faults.at(node, "missing", "Expected '%s' here, but it is missing.", key);
        }
        return value;
    }

    /** The text of a key that must be there; empty when it is not. */
    String text(String key) {
        Node value = must(key);
        return value == null ? "" : scalar(value, key);
    }

    @Nullable
    String textOrNull(String key) {
        Node value = find(key);
        return value == null ? null : scalar(value, key);
    }

    private String scalar(Node value, String key) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        faults.at(value, "text", "Expected a text for '%s', but found none.", key);
        return "";
    }

    double number(String key) {
        String text = text(key);
        if (!text.isEmpty() && !NUMBER.matcher(text).matches()) {
            faults.at(valueOf(key), "number", "Expected a number for '%s', but found '%s'.", key, text);
            return 0;
        }
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    boolean yes(String key, boolean otherwise) {
        String text = textOrNull(key);
        if (text == null) {
            return otherwise;
        }
        if (!List.of("true", "false", "yes", "no").contains(text)) {
            faults.at(valueOf(key), "yes", "Expected yes or no for '%s', but found '%s'.", key, text);
        }
        return "true".equals(text) || "yes".equals(text);
    }

    /** A length of time: {@code 30 min}, {@code 2 h}, {@code 3 d}. */
    Duration duration(String key) {
        String text = text(key);
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            if (!text.isEmpty()) {
                faults.at(
                        valueOf(key),
                        "duration",
                        "Expected a time such as '30 min', '2 h' or '3 d' for '%s', but found '%s'.",
                        key,
                        text);
            }
            return Duration.ofHours(1);
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** One of the words of an enum, written in lower case with hyphens. */
    <E extends Enum<E>> E word(String key, E[] all, E otherwise) {
        String text = text(key);
        return text.isEmpty() ? otherwise : wordOf(key, text, all, otherwise);
    }

    /** As {@link #word}, where the key may be missing. */
    <E extends Enum<E>> E wordOr(String key, E[] all, E otherwise) {
        String text = textOrNull(key);
        return text == null || text.isEmpty() ? otherwise : wordOf(key, text, all, otherwise);
    }

    <E extends Enum<E>> @Nullable E wordOrNull(String key, E[] all) {
        String text = textOrNull(key);
        return text == null || text.isEmpty() ? null : wordOf(key, text, all, all[0]);
    }

    private <E extends Enum<E>> E wordOf(String key, String text, E[] all, E otherwise) {
        List<String> words = new java.util.ArrayList<>();
        for (E each : all) {
            String word = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text)) {
                return each;
            }
            words.add(word);
        }
        Suggestion hint = Suggestion.among(text, words);
        faults.unknown(valueOf(key), "word", hint, "Expected a known word for '%s', but found '%s'", key, text);
        return otherwise;
    }

    /** A name in both languages: {@code {zh: …, en: …}}. */
    Bilingual bilingual(String key) {
        Node value = must(key);
        return value == null ? new Bilingual("", "") : bilingual(of(value, faults));
    }

    private static Bilingual bilingual(Section both) {
        Bilingual name = new Bilingual(both.text("zh"), both.text("en"));
        both.close();
        return name;
    }

    /** A text, or a list of texts. */
    List<String> texts(String key) {
        Node value = must(key);
        if (value instanceof SequenceNode list) {
            return list.getValue().stream().map(item -> scalar(item, key)).toList();
        }
        return value == null ? List.of() : List.of(scalar(value, key));
    }

    /** A list of mappings that must be there. */
    <T> List<T> sections(String key, Function<Section, T> reader) {
        Node value = must(key);
        if (value instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue().stream()
                    .map(item -> reader.apply(of(item, faults)))
                    .toList();
        }
        if (value != null) {
            faults.at(value, "list", "Expected a list with at least one entry for '%s'.", key);
        }
        return List.of();
    }

    Node valueOf(String key) {
        return values.getOrDefault(key, node);
    }
}
