package org.chengmai.stream;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule of one device kind as its author wrote it: when to raise an alarm and when to clear it.
 *
 * <p>A text is one condition, for example {@code smoke > 0.1 for 10 s and temperature > 40 or 3 times (smoke > 0.05) within
 * 1 min}. Conditions, from loosest to tightest:
 *
 * <ul>
 *   <li>{@code A or B}, {@code A and B}, {@code not A}, {@code (A)}
 *   <li>{@code A for T}: A is TRUE, and has been without a break for at least T
 *   <li>{@code silent for T}, {@code silent of door, motion for T}: no counted reading of the device, or of these channels,
 *       since at least T
 *   <li>{@code N times (A) within T}: N counted readings of the channels that A names found A TRUE, and the first of them is
 *       no older than T; it ends by itself
 *   <li>{@code X = Y}, {@code != < <= > >=}, over numbers, channels and parameters with {@code + - * /}
 * </ul>
 *
 * A duration T is a number or parameter with its unit: {@code ms s min h d}. N is a whole number from 1 to 10,000 or a
 * parameter. Booleans are 1 and 0. Names are case-sensitive.
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
