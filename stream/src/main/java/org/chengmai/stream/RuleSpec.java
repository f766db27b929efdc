package org.chengmai.stream;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule of one device kind as its author wrote it: when to raise an alarm and when to clear it.
 *
 * @param key the rule's name, unique within its kind
 * @param kind the device kind it watches
 * @param raise the condition that raises the alarm
 * @param clear the condition that clears it; null or blank: it clears when {@code raise} is no longer TRUE
 * @param parameters parameter name → value for devices that have none of their own
 */
public record RuleSpec(
        String key, int kind, String raise, @Nullable String clear, Map<String, Double> parameters) {

    public RuleSpec {
        clear = clear == null || clear.isBlank() ? null : clear;
        parameters = Map.copyOf(parameters);
    }

    /** Whether what this rule has memorised holds for the other: same key, kind, texts and parameter names. */
    boolean remembersAs(RuleSpec other) {
        return key.equals(other.key)
                && kind == other.kind
                && raise.equals(other.raise)
                && Objects.equals(clear, other.clear)
                && parameters.keySet().equals(other.parameters.keySet());
    }
}
