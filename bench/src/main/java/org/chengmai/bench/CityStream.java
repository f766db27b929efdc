package org.chengmai.bench;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chengmai.detection.ShippedRules;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.CityClock;
import org.chengmai.stream.Engine;
import org.chengmai.stream.PlaceLevel;
import org.chengmai.stream.ReadingBatch;
import org.chengmai.stream.RuleSpec;

/**
 * The readings of a made-up city, a second of its time after the other: each device speaks at its kind's pace, each message
 * carries the channels of its kind, and now and then something is wrong for some messages. The same seed gives the same
 * readings. Devices have no order: neighbours in a batch lie far apart in memory.
 */
final class CityStream {

    /** Midnight in the city, on a Monday. */
    static final long BEGIN = 1_772_380_800_000L;

    /** When everybody speaks; before that only those speak whose rules look back. */
    static final long LIVE = BEGIN + 15 * 86_400_000L;

    private static final int SECOND = 1_000;
    private static final int HISTORY_MILLIS = 600_000;
    /** So long before everybody speaks those who look back speak at their own pace. */
    private static final long RECENT_MILLIS = 3 * 3_600_000;

    /** Of so many messages one is the first of a trouble, which then goes on for up to so many. */
    private static final int TROUBLES = 500;

    private static final int LONGEST_TROUBLE = 20;
    private static final Pattern LOOKS_BACK =
            Pattern.compile("\\b(mean|min|max|sum|count|rise|fall|change|rate|usual|spread)\\(");
    private static final int NEIGHBOURS_OF_A_KIND = 12;

    private final Mix.Sort[] fleet;
    private final int[] troubled;
    /** The devices that speak in the s-th second of an interval, interval by interval. */
    private final int[][][] turns;

    private final int[] intervals;
    private final BitSet everybody = new BitSet();
    private long state;

    CityStream(Mix mix, int devices, long seed) {
        this.fleet = mix.fleet(devices);
        this.troubled = new int[devices];
        this.everybody.set(0, devices);
        this.state = seed * 0x9E3779B97F4A7C15L + 1;
        shuffle(fleet, new SplittableRandom(seed));
        this.intervals = mix.sorts().stream()
                .mapToInt(Mix.Sort::seconds)
                .sorted()
                .distinct()
                .toArray();
        this.turns = new int[intervals.length][][];
        for (int i = 0; i < intervals.length; i++) {
            turns[i] = turns(intervals[i], new SplittableRandom(seed + i));
        }
    }

    private static void shuffle(Mix.Sort[] fleet, SplittableRandom random) {
        for (int i = fleet.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Mix.Sort sort = fleet[i];
            fleet[i] = fleet[other];
            fleet[other] = sort;
        }
    }

    private static void shuffle(int[] devices, SplittableRandom random) {
        for (int i = devices.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int device = devices[i];
            devices[i] = devices[other];
            devices[other] = device;
        }
    }

    private int[][] turns(int seconds, SplittableRandom random) {
        int[][] speakers = new int[seconds][0];
        int[] sizes = new int[seconds];
        for (int device = 0; device < fleet.length; device++) {
            if (fleet[device].seconds() == seconds) {
                int turn = random.nextInt(seconds);
                if (sizes[turn] == speakers[turn].length) {
                    speakers[turn] = Arrays.copyOf(speakers[turn], Math.max(4, 2 * sizes[turn]));
                }
                speakers[turn][sizes[turn]++] = device;
            }
        }
        for (int turn = 0; turn < seconds; turn++) {
            speakers[turn] = Arrays.copyOf(speakers[turn], sizes[turn]);
            shuffle(speakers[turn], random);
        }
        return speakers;
    }

    int devices() {
        return fleet.length;
    }

    Mix.Sort sort(int device) {
        return fleet[device];
    }

    /** An engine that has been told of the city and of every device as {@code detection} tells it. */
    Engine engine(ShippedRules rules, AlarmListener listener) {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        Engine engine = new Engine(listener).in(CityClock.of(zone, day -> Math.floorMod(day + 3, 7) < 5));
        engine.install(rules.book());
        register(engine);
        return engine;
    }

    private void register(Engine engine) {
        int[] ofKind = new int[1_000];
        for (int device = 0; device < fleet.length; device++) {
            Mix.Sort sort = fleet[device];
            int building = 1 + ofKind[sort.number()]++ / NEIGHBOURS_OF_A_KIND;
            Map<String, Double> parameters = new HashMap<>();
            parameters.put("silentMinutes", (double) sort.kind().silentMinutes());
            engine.place(device, PlaceLevel.BUILDING, building);
            engine.place(device, PlaceLevel.STREET, 1 + building / 100);
            engine.device(device, sort.number(), LIVE, parameters);
        }
    }

    /** Puts what the city says in the second that ends at {@code now} into the batch, which is emptied first. */
    void second(long now, ReadingBatch batch) {
        second(now, everybody, batch);
    }

    /**
     * Tells the engine what the devices whose rules look back have said since {@link #BEGIN}: at first every ten minutes, in
     * the last hours at their own pace. Returns how many readings that is.
     */
    long history(ShippedRules rules, Engine engine) {
        boolean[] looksBack = new boolean[rules.kinds().size()];
        for (int i = 0; i < rules.book().size(); i++) {
            RuleSpec rule = rules.book().rule(i);
            looksBack[rule.kind()] |= LOOKS_BACK.matcher(rule.raise()).find();
        }
        BitSet all = new BitSet();
        IntStream.range(0, fleet.length)
                .filter(device -> looksBack[fleet[device].number()])
                .forEach(all::set);
        ReadingBatch batch = new ReadingBatch();
        long readings = 0;
        long now = BEGIN;
        while (now < LIVE - SECOND) {
            if (now < LIVE - RECENT_MILLIS) {
                now += HISTORY_MILLIS;
                everybody(now, all, batch);
            } else {
                now += SECOND;
                second(now, all, batch);
            }
            engine.accept(batch);
            readings += batch.size();
        }
        return readings;
    }

    private void everybody(long now, BitSet speakers, ReadingBatch batch) {
        batch.clear();
        batch.receivedMillis(now);
        speakers.stream().forEach(device -> message(device, now - random() % SECOND, batch));
    }

    private void second(long now, BitSet speakers, ReadingBatch batch) {
        batch.clear();
        batch.receivedMillis(now);
        long second = now / SECOND;
        for (int i = 0; i < intervals.length; i++) {
            for (int device : turns[i][(int) (second % intervals[i])]) {
                if (speakers.get(device)) {
                    message(device, now - random() % SECOND, batch);
                }
            }
        }
    }

    private void message(int device, long at, ReadingBatch batch) {
        if (troubled[device] > 0) {
            troubled[device]--;
        } else if (random() % TROUBLES == 0) {
            troubled[device] = 1 + (int) (random() % LONGEST_TROUBLE);
        }
        var channels = fleet[device].channels();
        for (int channel = 0, size = channels.size(); channel < size; channel++) {
            double value = channels.get(channel).value(troubled[device] > 0, (random() & 0xffff) / 65_536.0);
            if (!Double.isNaN(value)) {
                batch.add(device, channel, at, value);
            }
        }
    }

    /** A number from 0 on. */
    private long random() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state >>> 1;
    }
}
