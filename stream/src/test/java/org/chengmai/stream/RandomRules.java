package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Rules by chance, small numbers everywhere so that moments coincide. */
record RandomRules(RandomGenerator random, List<String> channels) {
    static final List<String> PARAMETERS = List.of("p", "q");

    /** Up to six rules for kinds 0 and 1; some keys come again in another book, with the same text or another. */
    List<RuleSpec> book(List<RuleSpec> before) {
        List<RuleSpec> rules = new ArrayList<>();
        int size = random.nextInt(1, 7);
        for (int i = 0; i < size; i++) {
            if (!before.isEmpty() && random.nextInt(3) > 0) {
                RuleSpec old = before.get(random.nextInt(before.size()));
                RuleSpec same =
                        new RuleSpec(old.key(), old.kind(), old.raise(), old.clear(), parameters(), old.levels());
                add(rules, random.nextBoolean() ? old : same);
            } else {
                add(rules, rule("r" + random.nextInt(8)));
            }
        }
        return rules;
    }

    private static void add(List<RuleSpec> rules, RuleSpec rule) {
        if (rules.stream().noneMatch(other -> other.key().equals(rule.key()) && other.kind() == rule.kind())) {
            rules.add(rule);
        }
    }

    private RuleSpec rule(String key) {
        String clear = random.nextInt(3) == 0 ? condition(1) : null;
        List<String> levels = random.nextInt(4) == 0 ? List.of(condition(1), condition(1)) : List.of();
        return new RuleSpec(key, random.nextInt(2), condition(2), clear, parameters(), levels);
    }

    /** Values that make sense as count and as duration; a device's own may be any. */
    Map<String, Double> parameters() {
        return Map.of("p", (double) random.nextInt(1, 5), "q", (double) random.nextInt(1, 8));
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 14)) {
            case 0, 1 -> comparison();
            case 2 -> silent();
            case 13 -> window() + " " + relation() + " " + random.nextInt(-1, 4);
            case 4 -> cityTime();
            case 5 -> "(" + condition(depth - 1) + ") then (" + condition(depth - 1) + ") within " + span();
            case 6 -> "(" + condition(depth - 1) + ") without (" + condition(depth - 1) + ") within " + span();
            case 7 -> place(depth);
            case 3 ->
                random.nextBoolean()
                        ? window() + " > " + random.nextInt(3)
                        : depth == 0 ? comparison() : "not (" + condition(depth - 1) + ")";
            case 8 -> "(" + condition(depth - 1) + ") and (" + condition(depth - 1) + ")";
            case 9 -> "(" + condition(depth - 1) + ") or (" + condition(depth - 1) + ")";
            case 10, 11 -> "(" + condition(depth - 1) + ") for " + span();
            default -> amount(5) + " times (" + condition(depth - 1) + ") within " + span();
        };
    }

    private String comparison() {
        String number = sum(random.nextInt(4) == 0 ? "p" : random.nextInt(8) == 0 ? "p / 2 - 0.3" : number());
        return random.nextInt(8) == 0
                ? number + " " + relation() + " " + channel()
                : sum(channel()) + " " + relation() + " " + number;
    }

    private String number() {
        return random.nextInt(4) == 0 ? "0.7" : "" + random.nextInt(3);
    }

    private String relation() {
        return List.of("=", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
    }

    /** A number over time; the window's own number is a plain one. */
    private String window() {
        if (random.nextInt(4) == 0) {
            String which = random.nextBoolean() ? "usual" : "spread";
            return "abs(" + channel() + " - " + which + "(" + channel() + ", " + random.nextInt(3, 7) + " d))";
        }
        List<String> functions = List.of("mean", "min", "max", "sum", "count", "rise", "fall", "change", "rate");
        return functions.get(random.nextInt(9)) + "(" + sum(channel()) + ", " + span() + ")";
    }

    private String cityTime() {
        return switch (random.nextInt(4)) {
            case 0 -> "on workdays and " + comparison();
            case 1 -> "on sat, mon-wed and " + comparison();
            case 2 -> "at 06:00-24:00 and " + comparison();
            default -> comparison() + " and at 0" + random.nextInt(4, 10) + ":00-0" + random.nextInt(4) + ":30";
        };
    }

    /** What is asked of the neighbours names no other place. */
    private String place(int depth) {
        String level = random.nextInt(3) == 0 ? "street" : "building";
        String inner = comparison();
        if (depth > 1 && random.nextBoolean()) {
            inner = "(" + inner + ") for " + span();
        }
        return switch (random.nextInt(3)) {
            case 0 -> "any in " + level + " (" + inner + ")";
            case 1 -> "all in " + level + " (" + inner + ")";
            default -> "count in " + level + " (" + inner + ") >= " + random.nextInt(1, 4);
        };
    }

    private String sum(String term) {
        return switch (random.nextInt(8)) {
            case 0 -> term + " + " + channel();
            case 1 -> "-(" + term + " - q)";
            case 2 -> term + " * 2 / " + channel();
            default -> term;
        };
    }

    private String silent() {
        return switch (random.nextInt(4)) {
            case 3 -> {
                String silent = "silent of " + channel() + ", " + channel() + " for ";
                String longer = silent + "usual gap(" + random.nextInt(5) / 4.0 + ", " + random.nextInt(3, 6) + " d) * "
                        + amount(3) + " from " + random.nextInt(3) + " s to " + span() + " else " + span();
                yield random.nextBoolean() ? longer : "(" + longer + " or " + silent + span() + ")";
            }
            case 0 -> "silent for " + span();
            case 1 -> "silent of " + channel() + " for " + span();
            default -> "silent of " + channel() + ", " + channel() + " for " + span();
        };
    }

    private String span() {
        return random.nextInt(5) == 0 ? "2500 ms" : amount(9) + " s";
    }

    private String amount(int below) {
        return random.nextInt(4) == 0 ? PARAMETERS.get(random.nextInt(2)) : "" + random.nextInt(1, below);
    }

    private String channel() {
        return channels.get(random.nextInt(channels.size()));
    }
}
