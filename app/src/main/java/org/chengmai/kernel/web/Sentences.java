package org.chengmai.kernel.web;

import java.util.Arrays;
import java.util.Locale;
import org.chengmai.kernel.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A refusal in the language of the person: message {@code refusal.<code>}, the English sentence when there is none. An enum
 * constant that fills it is told by its own message, {@code status.CLOSED} for {@code Status.CLOSED} and
 * {@code event.CLOSED} for {@code EventKind.CLOSED}.
 */
@Component
public class Sentences {

    private final MessageSource messages;

    Sentences(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Refusal refusal, Locale locale) {
        Object[] fillings = Arrays.stream(refusal.arguments())
                .map(filling -> told(filling, locale))
                .toArray();
        return String.valueOf(messages.getMessage("refusal." + refusal.code(), fillings, refusal.sentence(), locale));
    }

    private Object told(Object filling, Locale locale) {
        if (filling instanceof Enum<?> constant) {
            String key = key(constant.getDeclaringClass().getSimpleName()) + "." + constant.name();
            return String.valueOf(messages.getMessage(key, null, constant.name(), locale));
        }
        return filling;
    }

    private static String key(String type) {
        String word = type.endsWith("Kind") && type.length() > 4 ? type.substring(0, type.length() - 4) : type;
        return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }
}
