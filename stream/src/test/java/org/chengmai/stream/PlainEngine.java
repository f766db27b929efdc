package org.chengmai.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chengmai.stream.PlainTruth.Look;
import org.jspecify.annotations.Nullable;

/** The slow twin of {@link Engine}: maps and full histories, no cleverness. What it tells is what the engine must tell. */
final class PlainEngine {
    private static final long NEVER = Long.MAX_VALUE;

    private final AlarmListener listener;
    private final long catchUp;
    private final TreeMap<Integer, Device> devices = new TreeMap<>();
    private final Map<Standing, Integer> groups = new HashMap<>();
    private List<RuleSpec> rules = List.of();
    private Map<Integer, Vocabulary> vocabularies = Map.of();
    private long now = Long.MIN_VALUE;
    private long counted;
    private long late;
    private long unknown;
    private long raised;
    private long cleared;
    private long fired;
    private long older;
    private final CityClock city;

    PlainEngine(AlarmListener listener, long catchUp, CityClock city) {
        this.listener = listener;
        this.catchUp = catchUp;
        this.city = city;
    }

    private record Standing(int device, PlaceLevel level) {}

    private record Seen(Device device, Watch watch, Expression.InPlace place) {}

    private static final class Device {
        final int number;
        final int kind;
        Map<String, Double> own;
        long givenSince;
        long knownSince;

        @Nullable
        Long time;

        @Nullable
        Long arrival;

        long lag;
        final Map<Integer, Double> values = new HashMap<>();
        final Map<Integer, Long> times = new HashMap<>();
        List<Watch> watches = new ArrayList<>();

        Device(int number, int kind, long knownSince, Map<String, Double> own) {
            this.number = number;
            this.kind = kind;
            this.own = own;
            this.givenSince = knownSince;
            this.knownSince = knownSince;
        }

        long markTime() {
            return time == null ? knownSince : time;
        }
    }

    /** One rule over one device. */
    private static final class Watch {
        RuleSpec rule;
        final Expression raise;
        final @Nullable Expression clear;
        final List<Look> looks = new ArrayList<>();
        List<Double> parameters;
        final List<Expression> levels;
        final Set<Expression.InPlace> places = new LinkedHashSet<>();
        final Map<Expression.InPlace, Double> truths = new HashMap<>();
        boolean active;
        int level;
        long due;

        Watch(RuleSpec rule, Vocabulary vocabulary, Device device) {
            this.rule = rule;
            this.raise = RuleParser.raise(rule, vocabulary);
            this.clear = RuleParser.clear(rule, vocabulary);
            this.levels = RuleParser.levels(rule, vocabulary);
            PlainNames.places(raise, places);
            levels.forEach(level -> PlainNames.places(level, places));
            if (clear != null) {
                PlainNames.places(clear, places);
            }
            this.parameters = parameters(rule, device);
            this.due = device.markTime();
        }

        static List<Double> parameters(RuleSpec rule, Device device) {
            return new TreeMap<>(rule.parameters())
                    .entrySet().stream()
                            .map(entry -> device.own.getOrDefault(entry.getKey(), entry.getValue()))
                            .toList();
        }

        boolean looksAt(int channel) {
            return PlainNames.channel(raise, channel)
                    || (clear != null && PlainNames.channel(clear, channel))
                    || levels.stream().anyMatch(level -> PlainNames.channel(level, channel));
        }
    }

    Counters counters() {
        return new Counters(counted, late, unknown, raised, cleared, fired, older);
    }

    void install(List<RuleSpec> next, Map<Integer, Vocabulary> ofKinds) {
        for (Device device : devices.values()) {
            for (Watch watch : device.watches) {
                if (next.stream().noneMatch(rule -> rule.remembersAs(watch.rule))) {
                    clearForGood(device, watch);
                }
            }
        }
        rules = next;
        vocabularies = ofKinds;
        devices.values().forEach(this::watch);
    }

    private void watch(Device device) {
        List<Watch> before = device.watches;
        device.watches = new ArrayList<>();
        for (RuleSpec rule : rules) {
            if (rule.kind() == device.kind) {
                Watch watch = before.stream()
                        .filter(one -> one.rule.remembersAs(rule))
                        .findFirst()
                        .orElseGet(() -> new Watch(rule, vocabulary(device), device));
                watch.rule = rule;
                device.watches.add(watch);
            }
        }
        lookAtParameters(device);
    }

    private Vocabulary vocabulary(Device device) {
        return Objects.requireNonNull(vocabularies.get(device.kind));
    }

    private static void lookAtParameters(Device device) {
        for (Watch watch : device.watches) {
            List<Double> parameters = Watch.parameters(watch.rule, device);
            if (!parameters.equals(watch.parameters)) {
                watch.parameters = parameters;
                watch.due = device.markTime();
            }
        }
    }

    void device(int number, int kind, long knownSince, Map<String, Double> own) {
        Device device = devices.get(number);
        if (device != null && device.kind != kind) {
            drop(number);
            device = null;
        }
        if (device == null) {
            Device fresh = new Device(number, kind, knownSince, own);
            stirring(null, Long.MIN_VALUE, () -> {
                devices.put(number, fresh);
                watch(fresh);
            });
            return;
        }
        device.own = own;
        lookAtParameters(device);
        if (device.arrival == null && device.givenSince != knownSince) {
            device.knownSince = knownSince;
            for (Watch watch : device.watches) {
                watch.due = device.markTime();
            }
        }
        device.givenSince = knownSince;
    }

    void forget(int number) {
        drop(number);
        groups.keySet().removeIf(standing -> standing.device == number);
    }

    private void drop(int number) {
        stirring(null, Long.MIN_VALUE, () -> {
            Device device = devices.remove(number);
            if (device != null) {
                device.watches.forEach(watch -> clearForGood(device, watch));
            }
        });
    }

    void place(int number, PlaceLevel level, int group) {
        stirring(null, Long.MIN_VALUE, () -> groups.put(new Standing(number, level), group));
    }

    /** Does something, after which whoever sees another number of a place, but for the one who did it, looks again. */
    private void stirring(@Nullable Watch actor, long then, Runnable something) {
        Map<Seen, Double> before = numbers();
        something.run();
        for (Map.Entry<Seen, Double> after : numbers().entrySet()) {
            Seen seen = after.getKey();
            if (seen.watch != actor
                    && before.containsKey(seen)
                    && !before.get(seen).equals(after.getValue())) {
                seen.watch.due = Math.min(seen.watch.due, Math.max(seen.device.markTime(), then));
            }
        }
    }

    private Map<Seen, Double> numbers() {
        Map<Seen, Double> numbers = new HashMap<>();
        for (Device device : devices.values()) {
            for (Watch watch : device.watches) {
                for (Expression.InPlace place : watch.places) {
                    numbers.put(new Seen(device, watch, place), number(device, watch, place));
                }
            }
        }
        return numbers;
    }

    private double number(Device device, Watch watch, Expression.InPlace place) {
        int group = groups.getOrDefault(new Standing(device.number, place.level()), 0);
        if (group == 0) {
            return Double.NaN;
        }
        List<Double> truths = devices.values().stream()
                .filter(other -> other.kind == device.kind)
                .filter(other -> groups.getOrDefault(new Standing(other.number, place.level()), 0) == group)
                .flatMap(other -> other.watches.stream())
                .filter(other -> other.rule.key().equals(watch.rule.key()))
                .map(other -> other.truths.getOrDefault(place, Double.NaN))
                .toList();
        return switch (place.quantity()) {
            case COUNT -> truths.stream().filter(truth -> truth == 1).count();
            case ANY -> truths.contains(1.0) ? 1 : truths.contains(Double.NaN) ? Double.NaN : 0;
            case ALL -> truths.contains(0.0) ? 0 : truths.contains(Double.NaN) ? Double.NaN : 1;
        };
    }

    void accept(ReadingBatch batch) {
        advance(batch.receivedMillis());
        for (int i = 0; i < batch.size(); i++) {
            read(batch.device(i), batch.channel(i), batch.atMillis(i), batch.value(i));
        }
    }

    private void read(int number, int channel, long at, double value) {
        Device device = devices.get(number);
        Vocabulary vocabulary = device == null ? null : vocabularies.get(device.kind);
        if (device == null
                || vocabulary == null
                || channel < 0
                || channel >= vocabulary.channels().size()
                || Double.isNaN(value)) {
            unknown++;
            return;
        }
        if (device.times.containsKey(channel) && device.times.get(channel) >= at) {
            late++;
            older += device.times.get(channel) > at ? 1 : 0;
            return;
        }
        counted++;
        if (device.arrival == null && at < device.markTime()) {
            device.time = at;
            device.knownSince = Math.min(device.knownSince, at);
            for (Watch watch : device.watches) {
                watch.looks.clear();
                watch.due = at;
            }
        }
        for (long due = earliest(device); due <= at; due = earliest(device)) {
            fire(device, due);
        }
        device.time = device.time == null ? at : Math.max(device.time, at);
        device.arrival = now;
        device.lag = now - device.time;
        device.times.put(channel, at);
        device.values.put(channel, value);
        for (Watch watch : device.watches) {
            if (watch.looksAt(channel)) {
                look(device, watch, device.time, channel, value);
            }
        }
    }

    void advance(long to) {
        now = Math.max(now, to);
        while (true) {
            Optional<Device> first = devices.values().stream()
                    .filter(device -> earliest(device) != NEVER)
                    .min(Comparator.comparingLong(this::wake));
            if (first.isEmpty() || wake(first.get()) > now) {
                return;
            }
            fire(first.get(), earliest(first.get()));
        }
    }

    private long wake(Device device) {
        long due = earliest(device);
        return device.arrival == null ? due : Math.max(due, Math.min(due + device.lag, device.arrival + catchUp));
    }

    private static long earliest(Device device) {
        return device.watches.stream().mapToLong(watch -> watch.due).min().orElse(NEVER);
    }

    private void fire(Device device, long due) {
        device.time = due;
        for (Watch watch : device.watches) {
            if (watch.due == due) {
                fired++;
                look(device, watch, due, -1, lastValue(device, watch));
            }
        }
    }

    private void look(Device device, Watch watch, long time, int cause, double value) {
        watch.looks.add(new Look(
                time,
                cause,
                Map.copyOf(device.values),
                Map.copyOf(device.times),
                device.knownSince,
                watch.parameters,
                new HashMap<>()));
        PlainTruth truth = new PlainTruth(watch.looks, city);
        stirring(watch, Math.min(time, now), () -> {
            for (Expression.InPlace place : watch.places) {
                watch.truths.put(place, truth.now(place.condition()) + 0.0);
            }
        });
        for (Expression.InPlace place : watch.places) {
            watch.looks.getLast().places().put(place, number(device, watch, place));
        }
        Expression clear = watch.clear;
        boolean raise = truth.now(watch.raise) == 1;
        boolean over = clear == null ? !raise : truth.now(clear) == 1;
        watch.due = Math.min(truth.due(watch.raise), clear == null ? NEVER : truth.due(clear));
        int level = 0;
        for (int i = 0; i < watch.levels.size(); i++) {
            watch.due = Math.min(watch.due, truth.due(watch.levels.get(i)));
            level = truth.now(watch.levels.get(i)) == 1 ? i + 1 : level;
        }
        int rule = rules.indexOf(watch.rule);
        if (!watch.active && raise) {
            watch.active = true;
            raised++;
            listener.raised(device.number, rule, time, value);
        } else if (watch.active && over) {
            watch.active = false;
            cleared++;
            listener.cleared(device.number, rule, time, value);
        } else if (watch.active && cause >= 0) {
            listener.updated(device.number, rule, time, value);
        }
        level = watch.active ? level : 0;
        if (watch.level != level && watch.active) {
            listener.level(device.number, rule, time, value, level);
        }
        watch.level = level;
    }

    private void clearForGood(Device device, Watch watch) {
        if (watch.active) {
            watch.active = false;
            cleared++;
            listener.cleared(device.number, rules.indexOf(watch.rule), device.markTime(), lastValue(device, watch));
        }
    }

    private static double lastValue(Device device, Watch watch) {
        return device.times.entrySet().stream()
                .filter(entry -> watch.looksAt(entry.getKey()))
                .max(Comparator.<Map.Entry<Integer, Long>>comparingLong(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(entry -> device.values.get(entry.getKey()))
                .orElse(Double.NaN);
    }
}
