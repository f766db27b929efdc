package org.chengmai.identity.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.kernel.Reach;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Places as forms offer and write them; a star stands for everywhere, so that nobody gives it by leaving a field empty. */
@Component("places")
class Places {

    private static final String EVERYWHERE = "*";

    /** A place that a form offers: its path and its names. */
    record Choice(String path, String names) {}

    private final Areas areas;
    private final MessageSource messages;

    Places(Areas areas, MessageSource messages) {
        this.areas = areas;
        this.messages = messages;
    }

    /** Districts, streets and committees within reach, everywhere first where the reach is so wide. */
    List<Choice> choices(Reach reach, Locale locale) {
        Stream<Choice> everywhere =
                reach.covers("") ? Stream.of(new Choice(EVERYWHERE, names("", locale))) : Stream.empty();
        Stream<Choice> areasWithin = Stream.of(Level.DISTRICT, Level.STREET, Level.COMMITTEE)
                .flatMap(level -> reach.places().stream().flatMap(p -> areas.below(p, level).stream()))
                .distinct()
                .map(Area::place)
                .map(p -> new Choice(p, areas.namesOf(p)));
        return Stream.concat(everywhere, areasWithin).toList();
    }

    /** Names for people; the path itself where the tree does not know it. */
    public String names(String place, Locale locale) {
        return place.isEmpty()
                ? String.valueOf(messages.getMessage("place.everything", null, "*", locale))
                : areas.namesOf(place);
    }

    /** What a form sent, as a path. */
    static String path(String typed) {
        String place = typed.strip();
        if (place.equals(EVERYWHERE)) {
            return "";
        }
        return place.isEmpty() || place.endsWith("/") ? place : place + "/";
    }
}
