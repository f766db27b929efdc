package org.chengmai.detection;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chengmai.cases.model.Severity;
import org.chengmai.device.Kind;
import org.chengmai.kernel.CityTime;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.CityClock;
import org.chengmai.stream.Engine;
import org.chengmai.stream.PlaceLevel;
import org.chengmai.stream.ReadingBatch;
import org.jspecify.annotations.Nullable;

/**
 * What one scene says of made-up days from Wednesday, 4 March 2026 on, as text beside the scenes; its devices stand in one
 * building:
 *
 * <pre>
 * # a remark
 * kind fire-lane                         the kind of the devices; may be left out where the scene has one kind
 * 08:00 occupied=1 battery=90            readings of device 1 at that time of day 1
 * 08:05 raised blocked                   what is told: the rule's key
 * 08:05 critical blocked                 the alarm's severity from here on
 * 08:05:04 of 08:04:58 occupied=1        readings that arrive later than they were taken
 * d2 08:06 device 2 occupied=0           another day, another device
 * every 10 min until 12:00 occupied=1    the same readings again and again, from the line before on
 * 13:00                                  the clock goes on
 * </pre>
 */
final class SceneStory implements AlarmListener {

    private static final Pattern LINE =
            Pattern.compile("(?:d(\\d+) )?(\\d\\d:\\d\\d(?::\\d\\d)?)(?: of (\\d\\d:\\d\\d(?::\\d\\d)?))?"
                    + "(?: device (\\d))?(?: (.*))?");
    private static final Pattern EVERY = Pattern.compile(
            "every (\\d+) (s|min|h) until ((?:d\\d+ )?\\d\\d:\\d\\d(?::\\d\\d)?)(?: device (\\d))? (.*)");
    private static final Pattern TOLD = Pattern.compile("(?:raised|cleared|minor|major|critical) \\S+");

    /** A Wednesday, 2026-03-04, at midnight in the city (UTC+8). */
    private static final long MIDNIGHT = 1_772_553_600_000L;

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Kind kind;
    private final RuleSet rules;
    private final Engine engine =
            new Engine(this).in(CityClock.of(CityTime.ZONE, day -> Math.floorMod(day + 3, 7) < 5));
    private final List<String> told = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Set<Integer> known = new HashSet<>();
    private long now = MIDNIGHT;
    private long day = 1;
    private boolean begun;

    private SceneStory(Kind kind, RuleSet rules) {
        this.kind = kind;
        this.rules = rules;
    }

    /** What a story expects and what the engine tells, in the same words. */
    record Outcome(List<String> expected, List<String> told) {}

    static Outcome play(Scene scene, Map<String, Kind> kinds, String text) {
        String named = text.lines()
                .filter(line -> line.startsWith("kind "))
                .map(line -> line.substring("kind ".length()).strip())
                .findFirst()
                .orElse(scene.kinds().getFirst());
        Kind kind = requireNonNull(kinds.get(named), named);
        RuleSet rules = RuleSet.compile(List.of(scene), List.of(new RuleSet.NumberedKind(1, kind)));
        SceneStory story = new SceneStory(kind, rules);
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("kind "))
                .forEach(story::line);
        return new Outcome(story.expected, story.told);
    }

    private void line(String line) {
        Matcher every = EVERY.matcher(line);
        if (every.matches()) {
            long step = Long.parseLong(every.group(1)) * unit(every.group(2));
            long until = time(every.group(3));
            for (long at = now + step; at <= until; at += step) {
                readings(at, at, device(every.group(4)), every.group(5));
            }
            return;
        }
        Matcher plain = LINE.matcher(line);
        if (!plain.matches()) {
            throw new IllegalArgumentException("Expected a line of a story, but found '" + line + "'.");
        }
        day = plain.group(1) == null ? day : Long.parseLong(plain.group(1));
        long at = clock(plain.group(2));
        String what = plain.group(5) == null ? "" : plain.group(5);
        if (TOLD.matcher(what).matches()) {
            expected.add(words(at, what, device(plain.group(4))));
            engine.advance(at);
        } else if (what.isEmpty()) {
            engine.advance(at);
            now = at;
        } else {
            readings(at, plain.group(3) == null ? at : clock(plain.group(3)), device(plain.group(4)), what);
        }
    }

    private long clock(String time) {
        return MIDNIGHT + (day - 1) * DAY + LocalTime.parse(time).toSecondOfDay() * 1000L;
    }

    private long time(String text) {
        Matcher parts = LINE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected a time, but found '" + text + "'.");
        }
        day = parts.group(1) == null ? day : Long.parseLong(parts.group(1));
        return clock(parts.group(2));
    }

    private static int device(@Nullable String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    private static long unit(String word) {
        return switch (word) {
            case "s" -> 1_000;
            case "min" -> 60_000;
            default -> 3_600_000;
        };
    }

    private void readings(long arrival, long at, int device, String values) {
        if (!begun) {
            begun = true;
            engine.install(rules.book());
        }
        if (known.add(device)) {
            for (PlaceLevel level : PlaceLevel.values()) {
                engine.place(device, level, 1);
            }
            engine.device(device, 1, at, Map.of());
        }
        engine.advance(arrival);
        ReadingBatch batch = new ReadingBatch();
        batch.receivedMillis(arrival);
        for (String value : values.split(" ")) {
            String[] channelAndNumber = value.split("=", 2);
            batch.add(device, channel(channelAndNumber[0]), at, Double.parseDouble(channelAndNumber[1]));
        }
        engine.accept(batch);
        now = arrival;
    }

    private int channel(String name) {
        int index = kind.channels().stream().map(c -> c.name()).toList().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("Expected a channel of " + kind.id() + ", but found '" + name + "'.");
        }
        return index;
    }

    private static String words(long at, String what, int device) {
        long since = at - MIDNIGHT;
        String days = since >= DAY ? "d" + (since / DAY + 1) + " " : "";
        String of = device == 1 ? "" : " of device " + device;
        return days + LocalTime.ofSecondOfDay(since % DAY / 1000) + " " + what + of;
    }

    private void tell(String what, int device, int rule, long at) {
        told.add(words(at, what + " " + rules.entry(rule).rule().key(), device));
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        tell("raised", device, rule, atMillis);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // a story tells of beginnings and ends
    }

    @Override
    public void level(int device, int rule, long atMillis, double value, int level) {
        Scene.Rule told = rules.entry(rule).rule();
        Severity severity =
                level == 0 ? told.severity() : told.levels().get(level - 1).severity();
        tell(severity.name().toLowerCase(Locale.ROOT), device, rule, atMillis);
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        tell("cleared", device, rule, atMillis);
    }
}
