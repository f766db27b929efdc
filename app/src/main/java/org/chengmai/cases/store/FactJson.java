package org.chengmai.cases.store;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Fact;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fact as it is stored: its kind and words in columns, its other components as a JSON object. What was stored once is
 * read for ever; the golden file of the tests holds one of each.
 */
public final class FactJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<EventKind, Class<? extends Fact>> TYPES = types();

    private FactJson() {}

    /** The components without {@code words}. */
    public static String data(Fact fact) {
        ObjectNode node = JSON.valueToTree(fact);
        node.remove("words");
        return node.toString();
    }

    public static Fact read(EventKind kind, String words, String data) {
        ObjectNode node = (ObjectNode) JSON.readTree(data);
        Class<? extends Fact> type = java.util.Objects.requireNonNull(TYPES.get(kind));
        boolean says = Arrays.stream(type.getRecordComponents())
                .anyMatch(c -> c.getName().equals("words"));
        if (says) {
            node.put("words", words);
        }
        return JSON.treeToValue(node, type);
    }

    static Map<String, Object> map(String data) {
        return JSON.readValue(data, new TypeReference<Map<String, Object>>() {});
    }

    /** {@code GIVEN_BACK} is {@code Fact.GivenBack}: the names agree but for the underscores. */
    private static Map<EventKind, Class<? extends Fact>> types() {
        Map<EventKind, Class<? extends Fact>> types = new EnumMap<>(EventKind.class);
        for (Class<?> type : Fact.class.getPermittedSubclasses()) {
            for (EventKind kind : EventKind.values()) {
                if (kind.name().replace("_", "").equalsIgnoreCase(type.getSimpleName())) {
                    types.put(kind, type.asSubclass(Fact.class));
                }
            }
        }
        return types;
    }
}
