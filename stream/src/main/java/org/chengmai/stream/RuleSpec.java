package org.chengmai.stream;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule of one device kind as its author wrote it: when to raise an alarm and when to clear it.
 *
 * <p>A text is one condition, for example {@code smoke > 0.1 for 10 s and temperature > 40 or 3 times (smoke > 0.05) within
 * 1 min}. {@code docs/grammar.md} has the whole language, the package tells what its words mean exactly.
 *
 * @param key the rule's name, unique within its kind
 * @param kind the device kind it watches
 * @param raise the condition that raises the alarm
 * @param clear the condition that clears it; null or blank: it clears when {@code raise} is no longer TRUE
 * @param parameters parameter name → value for devices that have none of their own
 * @param levels conditions by which the severity of an active alarm rises and falls, the lowest level first
 */
public record RuleSpec(
        String key,
        int kind,
        String raise,
        @Nullable String clear,
        Map<String, Double> parameters,
        List<String> levels) {

    public RuleSpec {
        clear = clear == null || clear.isBlank() ? null : clear;
        parameters = Map.copyOf(parameters);
        levels = List.copyOf(levels);
    }

    /** A rule whose alarms have one severity. */
    public RuleSpec(String key, int kind, String raise, @Nullable String clear, Map<String, Double> parameters) {
        this(key, kind, raise, clear, parameters, List.of());
    }

    /** Whether what this rule has memorised holds for the other: same key, kind, texts and parameter names. */
    boolean remembersAs(RuleSpec other) {
        return key.equals(other.key)
                && kind == other.kind
                && raise.equals(other.raise)
                && Objects.equals(clear, other.clear)
                && parameters.keySet().equals(other.parameters.keySet())
                && levels.equals(other.levels);
    }
}
