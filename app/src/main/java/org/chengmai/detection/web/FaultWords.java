package org.chengmai.detection.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chengmai.detection.model.SceneFault;
import org.chengmai.detection.model.Suggestion;
import org.springframework.context.MessageSource;

/** What is wrong in a scene's text, in the reader's language: what stands there, what should, and what was probably meant. */
final class FaultWords {

    private final MessageSource messages;

    FaultWords(MessageSource messages) {
        this.messages = messages;
    }

    /** A fault as people read it, with the line of the text that it is in. */
    record Wrong(int line, int column, String words, String text) {}

    List<Wrong> of(String text, List<SceneFault> faults, Locale locale) {
        List<String> lines = text.lines().toList();
        return faults.stream()
                .map(fault -> new Wrong(
                        fault.line(),
                        fault.column(),
                        of(fault, locale),
                        fault.line() <= lines.size() ? lines.get(fault.line() - 1) : ""))
                .toList();
    }

    String of(SceneFault fault, Locale locale) {
        List<String> arguments = new ArrayList<>(fault.arguments());
        if (fault.code().startsWith("rule.")) {
            String found = arguments.getFirst();
            arguments.set(
                    0, found.isEmpty() ? say("scenes.fault.end", locale) : say("scenes.fault.quoted", locale, found));
        }
        String sentence = say("scenes.fault." + fault.code(), locale, arguments.toArray());
        Suggestion hint = fault.hint();
        return hint == null ? sentence : sentence + hint(hint, locale);
    }

    private String hint(Suggestion hint, Locale locale) {
        return hint.meant()
                .map(meant -> say("scenes.fault.meant", locale, meant))
                .orElseGet(() -> hint.known().isEmpty() ? "" : say("scenes.fault.known", locale, hint.all()));
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
