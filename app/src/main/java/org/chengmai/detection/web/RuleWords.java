package org.chengmai.detection.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.chengmai.kernel.PlainNumber;
import org.springframework.context.MessageSource;

/**
 * A rule's condition as people read it, of one device: channels by what they measure, parameters by their numbers, the words
 * of the language by those of the reader.
 */
final class RuleWords {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\s*\\()?");
    private static final Pattern LIMIT = Pattern.compile(
            "\\b([A-Za-z_][A-Za-z0-9_]*)\\s*(?:<=|>=|<|>)\\s*(-?[0-9]+(?:\\.[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*)(?![\\w.])(?!\\s*[-+*/(])");

    private final Kind kind;
    private final Map<String, Double> numbers;
    private final MessageSource messages;
    private final Locale locale;

    /** @param numbers the parameters as they hold for the device */
    RuleWords(Kind kind, Map<String, Double> numbers, MessageSource messages, Locale locale) {
        this.kind = kind;
        this.numbers = numbers;
        this.messages = messages;
        this.locale = locale;
    }

    String of(String condition) {
        return NAME.matcher(condition).replaceAll(found -> Matcher.quoteReplacement(word(found.group())));
    }

    /** A name with a bracket behind it may be a function, so that {@code min(} and {@code 5 min} are two words. */
    private String word(String text) {
        int end = text.endsWith("(")
                ? text.substring(0, text.length() - 1).stripTrailing().length()
                : text.length();
        String name = text.substring(0, end);
        String rest = text.substring(end);
        String function = rest.isEmpty() ? null : messages.getMessage("rule.word." + name + ".of", null, null, locale);
        if (function != null) {
            return function + rest;
        }
        Double number = numbers.get(name);
        if (number != null) {
            return PlainNumber.of(number) + rest;
        }
        return kind.channel(name)
                        .map(channel -> channel.label().in(locale))
                        .orElseGet(() -> messages.getMessage("rule.word." + name, new Object[0], name, locale))
                + rest;
    }

    /** The channels that the condition names, in their order of the kind. */
    List<Channel> channels(String condition) {
        Set<String> named = new HashSet<>();
        NAME.matcher(condition).results().forEach(found -> named.add(found.group()));
        return kind.channels().stream().filter(c -> named.contains(c.name())).toList();
    }

    /** Channel → the limits that the condition compares its readings with. */
    Map<String, List<Double>> limits(String condition) {
        Map<String, List<Double>> limits = new HashMap<>();
        Matcher found = LIMIT.matcher(condition);
        while (found.find()) {
            String right = found.group(2);
            Double limit = Character.isLetter(right.charAt(0)) || right.charAt(0) == '_'
                    ? numbers.get(right)
                    : Double.valueOf(right);
            if (limit != null && kind.channel(found.group(1)).isPresent()) {
                List<Double> ofChannel = limits.computeIfAbsent(found.group(1), name -> new ArrayList<>());
                if (!ofChannel.contains(limit)) {
                    ofChannel.add(limit);
                }
            }
        }
        return limits;
    }
}
