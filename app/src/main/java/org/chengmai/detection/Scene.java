package org.chengmai.detection;

import java.time.Duration;
import java.util.List;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * A trouble that the city watches for, as its file says it.
 *
 * @param id short and unique: {@code B4}
 * @param group what part of the city's life it belongs to
 * @param kinds device kinds it looks at; {@code *} stands for every kind that has the channels a rule names
 * @param plan what becomes of an alarm that is meant for people; null when alarms of this scene are only shown
 */
public record Scene(
        String id,
        Bilingual name,
        Group group,
        List<String> kinds,
        List<Parameter> parameters,
        List<Rule> rules,
        @Nullable Plan plan) {

    /** Every kind. */
    public static final String EVERY_KIND = "*";

    public Scene {
        kinds = List.copyOf(kinds);
        parameters = List.copyOf(parameters);
        rules = List.copyOf(rules);
    }

    /** A number of the scene that one device may have its own value for. */
    public record Parameter(String name, double value, String unit, Bilingual label) {}

    /**
     * What raises an alarm.
     *
     * @param key unique within the scene
     * @param when raises, in the rule language of {@code stream}
     * @param clear clears; null clears as soon as {@code when} no longer holds
     * @param text what the alarm says, with {@code {device}}, {@code {value}} and {@code {parameter name}}
     * @param forPeople whether its alarms become cases by the scene's plan
     * @param levels by which an active alarm's severity rises and falls, the least severe first
     * @param under rules that say more: while one of them is active at the device or its gateway, people hear nothing
     */
    public record Rule(
            String key,
            String when,
            @Nullable String clear,
            Severity severity,
            Bilingual text,
            boolean forPeople,
            List<Level> levels,
            List<Above> under) {

        public Rule {
            levels = List.copyOf(levels);
            under = List.copyOf(under);
        }

        /** A rule whose alarms have one severity. */
        public Rule(
                String key, String when, @Nullable String clear, Severity severity, Bilingual text, boolean forPeople) {
            this(key, when, clear, severity, text, forPeople, List.of(), List.of());
        }
    }

    /** A rule that another one stands under, as {@code scene.rule}. */
    public record Above(String scene, String rule) {

        @Override
        public String toString() {
            return scene + "." + rule;
        }
    }

    /**
     * What gives an active alarm another severity while it holds; of several the most severe counts.
     *
     * @param forPeople whether the alarm then becomes a case by the scene's plan, if it has not before
     */
    public record Level(Severity severity, String when, boolean forPeople) {}

    /**
     * How an alarm becomes a case.
     *
     * @param matter code of the matter, of the catalogue or the scene's own
     * @param ownMatter name of the scene's own matter; null when the matter is of the catalogue
     * @param title of the case; {@code {device}} and {@code {alarm}} are filled in
     * @param automatic registered and dispatched without a person
     * @param photo whether feedback needs one; for the scene's own matter
     * @param urgency of the case; null takes the severity of the rule
     */
    public record Plan(
            String matter,
            @Nullable Bilingual ownMatter,
            Bilingual title,
            Duration limit,
            ClockKind clock,
            boolean automatic,
            boolean photo,
            @Nullable Severity urgency,
            OnClear onClear) {}

    /** What part of the city's life a scene belongs to, in the order that lists show them. */
    public enum Group {
        COMMUNITY,
        FIRE,
        WATER_AND_GAS,
        TRAFFIC,
        STREET,
        ENVIRONMENT,
        HEALTH,
        EQUIPMENT,
        OTHER
    }

    /** What an alarm that clears does to its case. */
    public enum OnClear {
        /** Writes it into the history. */
        NOTE,
        /** Closes the case when nobody has taken it yet; otherwise writes it into the history. */
        CLOSE
    }
}
