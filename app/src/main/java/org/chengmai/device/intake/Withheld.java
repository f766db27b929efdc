package org.chengmai.device.intake;

import org.chengmai.device.model.Redaction;
import org.chengmai.device.model.Words;
import org.jspecify.annotations.Nullable;

/** What of a payload may be kept aside: nothing of a kind that identifies, and of any other nothing that names somebody. */
final class Withheld {

    private Withheld() {}

    static String of(@Nullable Words words, String text) {
        return words != null && words.identifies() ? "" : Redaction.of(text);
    }
}
