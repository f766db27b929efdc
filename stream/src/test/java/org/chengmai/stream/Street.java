package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A street with a clock in the hand, for stories: devices of one kind, rules as text, and what is told of alarms as lines
 * like {@code 10:00 raised jam of 1 by 7}. Times are of one day; readings arrive when they are taken, unless said otherwise.
 */
final class Street implements AlarmListener {
    static final int KIND = 4;
    static final Names CHANNELS = new Names("occupied", "battery", "smoke", "temperature");
    static final long MIDNIGHT = 1_772_409_600_000L;

    private final Map<String, RuleSpec> rules = new LinkedHashMap<>();
    private final ReadingBatch batch = new ReadingBatch();
    private final List<String> story = new ArrayList<>();
    private Map<String, Double> parameters = Map.of();
    private RuleBook book = RuleBook.EMPTY;
    private final long catchUpMillis;
    private Engine engine;

    Street() {
        this(Duration.ofSeconds(10));
    }

    /** Whose engine takes a device to be at the present when it has been quiet for so long. */
    Street(Duration catchUp) {
        catchUpMillis = catchUp.toMillis();
        engine = new Engine(this, catchUpMillis);
    }

    record Names(List<String> channels, long lateMillis) implements Vocabulary {
        Names(String... names) {
            this(List.of(names), 0);
        }

        @Override
        public int channel(String name) {
            return channels.indexOf(name);
        }
    }

    /** A rule as {@code key: raise} or {@code key: raise | clear}. */
    Street rule(String text) {
        String[] keyAndTexts = text.split(":", 2);
        String[] texts = keyAndTexts[1].split("\\|", 2);
        String clear = texts.length > 1 ? texts[1].strip() : null;
        String key = keyAndTexts[0].strip();
        rules.put(key, new RuleSpec(key, KIND, texts[0].strip(), clear, parameters));
        return install();
    }

    /** A rule with levels, the lowest first. */
    Street rule(String key, String raise, String... levels) {
        rules.put(key, new RuleSpec(key, KIND, raise, null, parameters, List.of(levels)));
        return install();
    }

    Street without(String key) {
        rules.remove(key);
        return install();
    }

    /** Rules from here on know this parameter. */
    Street parameter(String name, double value) {
        parameters = Map.of(name, value);
        return this;
    }

    Street knows(int device, String since) {
        return knows(device, since, Map.of());
    }

    Street knows(int device, String since, Map<String, Double> own) {
        engine.device(device, KIND, millis(since), own);
        return this;
    }

    /** The device stands in a group of a level. */
    Street stands(int device, PlaceLevel level, int group) {
        engine.place(device, level, group);
        return this;
    }

    Street forgets(int device) {
        engine.forget(device);
        return this;
    }

    Reading device(int device) {
        return new Reading(device);
    }

    Street clock(String time) {
        engine.advance(millis(time));
        return this;
    }

    /** The engine dies and another goes on from its snapshot. */
    Street crashes() {
        byte[] snapshot = engine.snapshot();
        engine = new Engine(this, catchUpMillis);
        engine.install(book);
        engine.device(1, KIND, millis("00:00"), Map.of());
        engine.restore(snapshot);
        return this;
    }

    Engine engine() {
        return engine;
    }

    /** Expects that since the last time exactly this was told. */
    Street tells(String... lines) {
        assertThat(story).containsExactly(lines);
        story.clear();
        return this;
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        line("raised", device, rule, atMillis, value);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        line("updated", device, rule, atMillis, value);
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        line("cleared", device, rule, atMillis, value);
    }

    @Override
    public void level(int device, int rule, long atMillis, double value, int level) {
        line("level " + level, device, rule, atMillis, value);
    }

    private Street install() {
        RuleBook next = RuleBook.compile(List.copyOf(rules.values()), kind -> kind == KIND ? CHANNELS : null);
        engine.install(next);
        book = next;
        return this;
    }

    private void line(String what, int device, int rule, long at, double value) {
        RuleBook told = engine.book();
        String number = Double.isNaN(value)
                ? "nothing"
                : String.format(Locale.ROOT, "%.4g", value).replaceAll("\\.?0+$", "");
        story.add(time(at) + " " + what + " " + told.rule(rule).key() + " of " + device + " by " + number);
    }

    static long millis(String time) {
        return MIDNIGHT + Duration.between(LocalTime.MIN, LocalTime.parse(time)).toMillis();
    }

    private static String time(long millis) {
        return LocalTime.MIN.plus(Duration.ofMillis(millis - MIDNIGHT)).toString();
    }

    /** A reading on its way. */
    final class Reading {
        private final int device;
        private String channel = "";
        private double value;
        private String arrival = "";

        private Reading(int device) {
            this.device = device;
        }

        Reading reads(String ofChannel, double newValue) {
            channel = ofChannel;
            value = newValue;
            return this;
        }

        Reading arrivingAt(String time) {
            arrival = time;
            return this;
        }

        Street at(String time) {
            batch.clear();
            batch.receivedMillis(millis(arrival.isEmpty() ? time : arrival));
            batch.add(device, CHANNELS.channel(channel), millis(time), value);
            engine.accept(batch);
            return Street.this;
        }
    }
}
