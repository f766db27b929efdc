package org.chengmai;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chengmai.kernel.Refusal;

/** What was asked for at the terminal: a command and options, as properties of the application. */
record CommandLine(Command command, Map<String, Object> properties) {

    enum Command {
        RUN,
        DEMO,
        DOCTOR
    }

    private static final Map<String, String> OPTIONS = Map.of(
            "--data", "chengmai.data",
            "--port", "server.port",
            "--mqtt-port", "chengmai.mqtt.port",
            "--mqtt-tls-cert", "chengmai.mqtt.tls-cert",
            "--mqtt-tls-key", "chengmai.mqtt.tls-key",
            "--postgres-url", "chengmai.postgres-url");

    CommandLine {
        properties = Map.copyOf(properties);
    }

    static CommandLine parse(String... args) {
        Iterator<String> words = List.of(args).iterator();
        Command command = words.hasNext() ? command(words.next()) : Command.RUN;
        Map<String, Object> properties = new TreeMap<>();
        if (command == Command.DEMO) {
            properties.put("chengmai.demo", "true");
            properties.put("chengmai.simulated", "true");
            properties.put("chengmai.data", "data/demo");
        }
        while (words.hasNext()) {
            String option = words.next();
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            String property = OPTIONS.get(name);
            if (property != null) {
                properties.put(property, equals < 0 ? value(name, words) : option.substring(equals + 1));
            } else if (name.startsWith("--chengmai.")
                    || name.startsWith("--spring.")
                    || name.startsWith("--server.")
                    || name.startsWith("--logging.")) {
                properties.put(name.substring(2), equals < 0 ? "true" : option.substring(equals + 1));
            } else {
                throw Refusal.badInput(
                        "option.unknown",
                        "Expected one of the options %s, but got '%s'."
                                .formatted(OPTIONS.keySet().stream().sorted().toList(), option));
            }
        }
        return new CommandLine(command, properties);
    }

    private static Command command(String word) {
        try {
            return Command.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput(
                    "command.unknown", "Expected one of the commands run, demo, doctor, but got '%s'.".formatted(word));
        }
    }

    private static Object value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw Refusal.badInput("option.value", "Expected a value after %s, but the line ends.".formatted(option));
        }
        return words.next();
    }

    /** The properties in Spring's own form, which wins over every file. */
    String[] springArguments() {
        return properties.entrySet().stream()
                .map(p -> "--" + p.getKey() + "=" + p.getValue())
                .toArray(String[]::new);
    }

    /** The property, or what it is when nobody says so. */
    String get(String property, String otherwise) {
        return String.valueOf(properties.getOrDefault(property, otherwise));
    }
}
