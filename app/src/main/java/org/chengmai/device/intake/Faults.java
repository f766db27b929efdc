package org.chengmai.device.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.chengmai.device.AsideReason;
import org.chengmai.device.model.KeptAside;

/** The values of one object that cannot be taken, as JSON members gathered by reason. */
final class Faults {

    private final Map<AsideReason, StringBuilder> members = new EnumMap<>(AsideReason.class);

    void add(AsideReason reason, String name, String value) {
        StringBuilder text = members.computeIfAbsent(reason, r -> new StringBuilder());
        if (text.length() > KeptAside.MOST) {
            return;
        }
        if (!text.isEmpty()) {
            text.append(',');
        }
        text.append(quoted(name)).append(':').append(value);
    }

    void clear() {
        members.clear();
    }

    void each(BiConsumer<AsideReason, String> to) {
        members.forEach((reason, text) -> to.accept(reason, text.toString()));
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        tools.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }
}
