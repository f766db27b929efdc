package org.chengmai.dispatch.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.EventKind;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Says times, places, units and refusals the way people read them, in the language of the page. Templates use it too. */
@Component("wording")
public class Wording {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final Duration SOON = Duration.ofMinutes(30);

    private final MessageSource messages;
    private final Areas areas;
    private final Units units;
    private final Matters matters;
    private final InstantSource clock;

    Wording(MessageSource messages, Areas areas, Units units, Matters matters, InstantSource clock) {
        this.messages = messages;
        this.areas = areas;
        this.units = units;
        this.matters = matters;
        this.clock = clock;
    }

    /** The message of a key; the key itself where the bundles have none. */
    public String say(String key, Locale locale, Object... arguments) {
        try {
            return messages.getMessage(key, arguments, locale);
        } catch (NoSuchMessageException e) {
            return key;
        }
    }

    /** The sentence of a refusal. */
    public String say(Refusal refusal, Locale locale) {
        String sentence =
                messages.getMessage("refusal." + refusal.code(), refusal.arguments(), refusal.sentence(), locale);
        return sentence == null ? refusal.sentence() : sentence;
    }

    /** What a line of the history says; what the city says of its own dispatching is in the bundles too. */
    public String said(Event event, Locale locale) {
        boolean citys = event.account() == 0 && event.kind() == EventKind.DISPATCHED;
        return citys && Locale.ENGLISH.getLanguage().equals(locale.getLanguage())
                ? say("desk.automatic", locale)
                : event.said(locale);
    }

    /** 14:05 today, 11-21 14:05 on other days; city time. */
    public String at(Instant moment) {
        ZonedDateTime there = CityTime.of(moment);
        LocalDate today = CityTime.of(clock.instant()).toLocalDate();
        return there.format(there.toLocalDate().equals(today) ? CLOCK : DAY);
    }

    /** 3 分钟, 2 小时 05 分, 4 天: without a sign. */
    public String length(Duration span, Locale locale) {
        Duration size = span.abs();
        if (size.toMinutes() < 60) {
            return say("desk.minutes", locale, Math.max(size.toMinutes(), size.isZero() ? 0 : 1));
        }
        if (size.toHours() < 48) {
            return say("desk.hours", locale, size.toHours(), size.toMinutesPart());
        }
        return say("desk.days", locale, size.toDays());
    }

    /** How long ago. */
    public String ago(Instant moment, Locale locale) {
        Duration since = Duration.between(moment, clock.instant());
        if (since.toSeconds() < 60) {
            return say("desk.just.now", locale);
        }
        return say("desk.ago", locale, length(since, locale));
    }

    /** 剩 25 分 or 超 2 小时; empty without a deadline. */
    public String left(@Nullable Instant deadline, Locale locale) {
        if (deadline == null) {
            return "";
        }
        return left(Duration.between(clock.instant(), deadline), locale);
    }

    /** The same, for time left on a clock that may stop at night. */
    public String left(Duration remaining, Locale locale) {
        return say(remaining.isNegative() ? "desk.over" : "desk.left", locale, length(remaining, locale));
    }

    /** Acts; what is refused becomes the sentence on top of the page that is shown next, what is forbidden stays an error. */
    void tryTo(Runnable act, Model model, Locale locale) {
        try {
            act.run();
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            model.addAttribute("sentence", say(refusal, locale));
        }
    }

    /** How the clock looks: {@code over}, {@code soon}, {@code calm}, or {@code none} without a deadline. */
    public String tone(@Nullable Instant deadline) {
        if (deadline == null) {
            return "none";
        }
        Duration remaining = Duration.between(clock.instant(), deadline);
        if (remaining.isNegative()) {
            return "over";
        }
        return remaining.compareTo(SOON) <= 0 ? "soon" : "calm";
    }

    /** Who noticed: 场景 B4, 市民上报 … */
    public String source(String source, Locale locale) {
        int colon = source.indexOf(':');
        return colon < 0
                ? say("source." + source, locale)
                : say("source." + source.substring(0, colon), locale, source.substring(colon + 1));
    }

    /** All names along the path. */
    public String place(String place) {
        return areas.namesOf(place);
    }

    /** The names from the street down; the district says nothing to people who all work in it. */
    public String shortPlace(String place) {
        String names = areas.namesOf(place);
        int first = names.indexOf(' ');
        return first < 0 ? names : names.substring(first + 1);
    }

    /** The place that a row of the responsibility table reaches. */
    public String reach(String place, Locale locale) {
        return place.isEmpty() ? say("responsibility.whole", locale) : shortPlace(place);
    }

    /** A matter as a row of the responsibility table names it: by code, by group, or any. */
    public String matter(String matter, Locale locale) {
        if (matter.equals(Responsibility.ANY)) {
            return say("responsibility.any", locale);
        }
        return matters.find(matter)
                .map(m -> m.name().in(locale))
                .orElseGet(() -> say("responsibility.group", locale, matter));
    }

    public String unit(@Nullable String unit) {
        return unit == null ? "" : units.find(unit).map(Unit::name).orElse(unit);
    }
}
