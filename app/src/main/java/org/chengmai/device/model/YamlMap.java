package org.chengmai.device.model;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chengmai.kernel.Refusal;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One mapping of a YAML file; what is wrong is refused with file and line. */
final class YamlMap {

    private final String file;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(String file, Node node) {
        this.file = file;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw refusal(file, line, "Expected 'key: value' lines, but found something else.");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                values.put(key.getValue(), tuple.getValueNode());
            }
        }
    }

    static YamlMap read(String file, Reader text) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(text);
            if (node == null) {
                throw refusal(file, 1, "Expected a kind of device, but the file is empty.");
            }
            return new YamlMap(file, node);
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw refusal(file, at, "Expected YAML, but " + e.getProblem() + ".");
        }
    }

    /** Refuses keys other than these. */
    void only(String... keys) {
        List<String> known = List.of(keys);
        values.forEach((key, node) -> {
            if (!known.contains(key)) {
                throw refusal(file, lineOf(node), "Expected one of %s, but found '%s'.".formatted(known, key));
            }
        });
    }

    String text(String key) {
        return scalar(key, must(key));
    }

    String text(String key, String otherwise) {
        Node node = values.get(key);
        return node == null ? otherwise : scalar(key, node);
    }

    String text(String key, Pattern pattern) {
        String text = text(key);
        if (!pattern.matcher(text).matches()) {
            throw wrong(key, "'%s' like %s".formatted(key, pattern.pattern()), text);
        }
        return text;
    }

    double number(String key, double otherwise) {
        Node node = values.get(key);
        if (node == null) {
            return otherwise;
        }
        String text = scalar(key, node);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(key, "a number for '%s'".formatted(key), text);
        }
    }

    YamlMap map(String key) {
        return new YamlMap(file, must(key));
    }

    List<YamlMap> maps(String key) {
        if (!(must(key) instanceof SequenceNode list)) {
            throw wrong(key, "a list for '%s', each line beginning with '- '".formatted(key), "something else");
        }
        return list.getValue().stream().map(node -> new YamlMap(file, node)).toList();
    }

    Refusal wrong(String key, String wish, String found) {
        Node node = values.get(key);
        return refusal(file, node == null ? line : lineOf(node), "Expected %s, but found '%s'.".formatted(wish, found));
    }

    private Node must(String key) {
        Node node = values.get(key);
        if (node == null) {
            throw refusal(file, line, "Expected '%s', but it is missing.".formatted(key));
        }
        return node;
    }

    private String scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(key, "one value for '%s'".formatted(key), "a list or mapping");
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static Refusal refusal(String file, int line, String sentence) {
        return Refusal.badInput("kind.file", "%s line %d: %s".formatted(file, line, sentence), file, line, sentence);
    }
}
