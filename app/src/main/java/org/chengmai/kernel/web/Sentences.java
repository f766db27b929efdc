package org.chengmai.kernel.web;

import java.util.Locale;
import org.chengmai.kernel.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A refusal in the language of the person: message {@code refusal.<code>}, the English sentence when there is none. */
@Component
public class Sentences {

    private final MessageSource messages;

    Sentences(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Refusal refusal, Locale locale) {
        return String.valueOf(
                messages.getMessage("refusal." + refusal.code(), refusal.arguments(), refusal.sentence(), locale));
    }
}
