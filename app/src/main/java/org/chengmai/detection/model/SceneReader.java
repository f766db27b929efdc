package org.chengmai.detection.model;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.Scene;
import org.chengmai.detection.Scene.OnClear;
import org.chengmai.kernel.Bilingual;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the text of one scene and checks it against its surroundings; every fault has its line and column. */
public final class SceneReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    private static final int LONGEST_TEXT = 100_000;

    private final Faults faults;
    private final SceneCheck check;

    private SceneReader(String file, String text, Surroundings surroundings) {
        this.faults = new Faults(file);
        this.check = new SceneCheck(faults, text, surroundings);
    }

    /** Reads {@code text}; {@code file} is the name that faults carry. */
    public static SceneText read(String file, String text, Surroundings surroundings) {
        SceneReader reader = new SceneReader(file, text, surroundings);
        Scene scene = reader.read(text);
        return new SceneText(file, text, reader.faults.none() ? scene : null, reader.faults.list());
    }

    /** The id that a text gives itself, however wrong the rest may be. */
    public static Optional<String> idOf(String text) {
        return text.lines()
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring("id:".length()).strip())
                .filter(id -> KEY.matcher(id).matches())
                .findFirst();
    }

    private @Nullable Scene read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_TEXT);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                faults.at(1, 1, "empty", "Expected a scene, but the text is empty.");
                return null;
            }
            return scene(Section.of(root, faults));
        } catch (MarkedYAMLException e) {
            YamlFaults.tell(e, text, faults);
        } catch (YAMLException e) {
            faults.at(1, 1, "yaml", "Expected YAML, but found: %s.", String.valueOf(e.getMessage()));
        }
        return null;
    }

    private Scene scene(Section root) {
        String id = key(root, "id");
        Bilingual name = root.bilingual("name");
        Scene.Group group = root.wordOr("group", Scene.Group.values(), Scene.Group.OTHER);
        List<String> kinds = root.texts("kind");
        check.kinds(root.valueOf("kind"), kinds);
        List<Scene.Parameter> parameters = parameters(root.find("parameters"));
        Map<String, Node> above = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<Scene.Rule> rules = root.sections("rules", section -> {
            Scene.Rule rule = rule(section, id, kinds, parameters, seen);
            above.put(rule.key(), section.valueOf("under"));
            return rule;
        });
        check.under(id, rules, above);
        Node planNode = root.find("case");
        Scene.Plan plan = planNode == null ? null : plan(Section.of(planNode, faults), id);
        root.close();
        return new Scene(id, name, group, kinds, parameters, rules, plan);
    }

    private String key(Section section, String key) {
        String text = section.text(key);
        if (!text.isEmpty() && !KEY.matcher(text).matches()) {
            faults.at(
                    section.valueOf(key),
                    "id",
                    "Expected letters, digits and hyphens for '%s', but found '%s'.",
                    key,
                    text);
        }
        return text;
    }

    private List<Scene.Parameter> parameters(@Nullable Node node) {
        List<Scene.Parameter> parameters = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                parameters.add(parameter(entry));
            }
        } else if (node != null) {
            faults.at(node, "shape", "Expected parameters by name here, but found something else.");
        }
        return parameters;
    }

    private Scene.Parameter parameter(NodeTuple entry) {
        String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!NAME.matcher(name).matches()) {
            faults.at(
                    entry.getKeyNode(),
                    "name",
                    "Expected a parameter's name of letters, digits and _, but found '%s'.",
                    name);
        }
        Section section = Section.of(entry.getValueNode(), faults);
        double value = section.number("default");
        String unit = section.text("unit");
        Bilingual label = new Bilingual(section.text("zh"), section.text("en"));
        section.close();
        return new Scene.Parameter(name, value, unit, label);
    }

    private Scene.Rule rule(
            Section section, String sceneId, List<String> kinds, List<Scene.Parameter> parameters, Set<String> seen) {
        String key = key(section, "key");
        if (!seen.add(key)) {
            faults.at(section.valueOf("key"), "rule-twice", "Expected another key, but '%s' is a rule above.", key);
        }
        String when = section.text("when");
        String clear = section.textOrNull("clear");
        Severity severity = section.word("severity", Severity.values(), Severity.MINOR);
        Bilingual text = new Bilingual(section.text("zh"), section.text("en"));
        boolean forPeople = section.yes("case", true);
        List<Scene.Level> levels = section.find("levels") == null
                ? List.of()
                : section.sections("levels", level -> level(level, key, forPeople, kinds, parameters)).stream()
                        .sorted(Comparator.comparing(Scene.Level::severity))
                        .toList();
        List<Scene.Above> under = section.find("under") == null
                ? List.of()
                : section.texts("under").stream()
                        .map(name -> RuleNames.above(name, sceneId))
                        .toList();
        section.close();
        Scene.Rule rule = new Scene.Rule(key, when, clear, severity, text, forPeople, levels, under);
        check.texts(section, parameters);
        check.rule(section, rule, kinds, parameters);
        return rule;
    }

    private Scene.Level level(
            Section section, String key, boolean forPeople, List<String> kinds, List<Scene.Parameter> parameters) {
        Severity severity = section.word("severity", Severity.values(), Severity.CRITICAL);
        String when = section.text("when");
        Scene.Level level = new Scene.Level(severity, when, section.yes("case", forPeople));
        section.close();
        check.rule(
                section,
                new Scene.Rule(key, when, null, severity, new Bilingual("", ""), forPeople),
                kinds,
                parameters);
        return level;
    }

    private Scene.Plan plan(Section section, String sceneId) {
        Node matter = section.find("matter");
        Bilingual ownMatter = null;
        String code = "S-" + sceneId;
        if (matter instanceof MappingNode) {
            ownMatter = section.bilingual("matter");
        } else {
            code = section.text("matter");
            check.matter(section.valueOf("matter"), code);
        }
        Scene.Plan plan = new Scene.Plan(
                code,
                ownMatter,
                section.bilingual("title"),
                section.duration("limit"),
                section.word("clock", ClockKind.values(), ClockKind.ALL_HOURS),
                section.yes("automatic", false),
                section.yes("photo", false),
                section.wordOrNull("urgency", Severity.values()),
                section.wordOr("onClear", OnClear.values(), OnClear.NOTE));
        section.close();
        return plan;
    }
}
