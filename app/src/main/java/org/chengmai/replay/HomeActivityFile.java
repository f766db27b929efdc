package org.chengmai.replay;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chengmai.kernel.Refusal;
import org.chengmai.replay.Recording.Moment;
import org.chengmai.replay.Recording.Thing;
import org.jspecify.annotations.Nullable;

/**
 * One home's binary sensors (UCI "Activities of daily living", Ordóñez 2013): a row says from when to when a sensor was on.
 * Sensors of one room become one channel, which is on while any of them is. A sensor that is on says so again every ten
 * minutes, as presence sensors do. A heartbeat every hour shows that the home's box is alive.
 */
final class HomeActivityFile {

    private static final String KIND = "home-activity";
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long AGAIN_MILLIS = 600_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern ROW = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)\\s+(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s*");

    private HomeActivityFile() {}

    /** From when to when a sensor was on. */
    private record Spell(long from, long to, String channel) {
        Spell until(long cut) {
            return new Spell(from, Math.min(to, cut), channel);
        }
    }

    /** A sensor goes on (1), off (-1), or says again that it is on (0). */
    private record Change(long atMillis, String channel, int step) {}

    static Recording read(String text, @Nullable String until) {
        List<Spell> spells = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            read(lines.get(i), i + 1, spells);
        }
        List<Moment> moments = new ArrayList<>();
        if (!spells.isEmpty()) {
            long cut = until == null ? Long.MAX_VALUE : millis(until);
            moments.addAll(activity(spells.stream().filter(s -> s.from() <= cut).toList(), cut));
            heartbeats(
                    spells.stream().mapToLong(Spell::from).min().orElseThrow(),
                    spells.stream().mapToLong(Spell::to).max().orElseThrow(),
                    moments);
        }
        return Recording.of(List.of(new Thing("home", KIND, null, null)), moments);
    }

    private static void read(String line, int number, List<Spell> to) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            to.add(new Spell(millis(row.group(1)), millis(row.group(2)), channel(row.group(3), row.group(5))));
        } else if (number > 2 && !line.isBlank()) {
            throw Refusal.badInput(
                    "replay.row",
                    "Expected 'start end location type place' in line %d, but found '%s'.".formatted(number, line));
        }
    }

    /** Which channel of the kind a sensor is part of. */
    private static String channel(String location, String place) {
        return switch (location.toLowerCase(Locale.ROOT)) {
            case "bed" -> "bed";
            case "seat" -> "seat";
            case "maindoor" -> "door";
            case "toilet" -> "toilet";
            default ->
                switch (place.toLowerCase(Locale.ROOT)) {
                    case "bathroom" -> "bathroom";
                    case "kitchen" -> "kitchen";
                    default -> "motion";
                };
        };
    }

    /** What the sensors say up to the cut; one that is on then says so a last time. */
    private static List<Moment> activity(List<Spell> spells, long cut) {
        List<Change> changes = new ArrayList<>();
        for (Spell spell : spells) {
            changes.add(new Change(spell.from(), spell.channel(), 1));
            for (long at = spell.from() + AGAIN_MILLIS; at < spell.until(cut).to(); at += AGAIN_MILLIS) {
                changes.add(new Change(at, spell.channel(), 0));
            }
            changes.add(new Change(spell.until(cut).to(), spell.channel(), spell.to() <= cut ? -1 : 0));
        }
        changes.sort(java.util.Comparator.comparingLong(Change::atMillis));
        Map<String, Integer> on = new HashMap<>();
        List<Moment> moments = new ArrayList<>();
        for (Change change : changes) {
            int now = on.merge(change.channel(), change.step(), Integer::sum);
            if (!moments.isEmpty() && same(moments.getLast(), change)) {
                moments.removeLast();
            }
            moments.add(new Moment("home", change.atMillis(), Map.of(change.channel(), now > 0 ? 1.0 : 0.0)));
        }
        return moments;
    }

    /** Of several changes of a channel in one moment only the last is said. */
    private static boolean same(Moment before, Change change) {
        return before.atMillis() == change.atMillis() && before.values().containsKey(change.channel());
    }

    private static void heartbeats(long start, long end, List<Moment> to) {
        double beat = 0;
        for (long at = start; at < end; at += HOUR_MILLIS) {
            to.add(new Moment("home", at, Map.of("heartbeat", beat++)));
        }
        to.add(new Moment("home", end, Map.of("heartbeat", beat)));
    }

    /** The record names no zone; only differences matter. */
    private static long millis(String time) {
        try {
            return LocalDateTime.parse(time.replace('T', ' '), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (java.time.format.DateTimeParseException e) {
            throw Refusal.badInput(
                    "replay.time", "Expected a time such as '2011-12-05 10:00:00', but found '%s'.".formatted(time));
        }
    }
}
