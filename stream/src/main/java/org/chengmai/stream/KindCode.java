package org.chengmai.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one device kind as flat code, and the layout of a device's row: a stretch of longs that holds all that is
 * remembered of one device. Rules are numbered 0.. within the kind, in the order of the book. Immutable.
 *
 * <p>A row is: the header cells below, one bit a rule for active alarms and one for rules that have not settled; event time,
 * value bits and band a channel (up to here a reading mostly comes); the next due time a rule, value bits a parameter of each
 * rule and a number made of parameters, the {@link Slot}s of the temporal expressions, and what is derived from.
 *
 * <p>A rule has settled when another look would find what the last one found, for as long as no comparison of its texts comes
 * out differently and nothing is due: the last look neither changed its alarm nor has to see every reading.
 */
final class KindCode {
    /** Device time, or NONE. */
    static final int TIME = 0;
    /** Arrival less device time at the last counted reading. */
    static final int LAG = 1;
    /** Arrival of the last counted reading, or NONE. */
    static final int ARRIVAL = 2;
    /** From when silence counts for a channel that is not heard yet. */
    static final int KNOWN = 3;
    /** No rule is due earlier than this; NEVER when none is. */
    static final int DUE = 4;
    /** The key under which the device stands in the heap of wakes; NEVER when it does not. */
    static final int WAKE = 5;
    /** First word of the bits of active alarms. */
    static final int ACTIVE = 6;

    /** Of a channel: event time of its newest reading, or NONE. */
    static final int AT = 0;
    /** Of a channel: the bits of its value, and the band around it as {@link Watchers} has it. */
    static final int VALUE = 1;

    static final int BAND = 2;
    static final int CELLS_OF_A_CHANNEL = 3;

    final int kind;
    final List<String> channelNames;
    final List<RuleCode> rules;
    /** The same, for those who come by with every reading. */
    private final RuleCode[] ruleOf;

    /** The rules that are nothing but silence: readings push them back without telling. */
    private final int[] silences;

    final Watchers watchers;

    private final int channelCount;

    /** The place expressions of its rules, and the levels of which they speak. */
    final List<Places.Site> sites;

    final boolean hasSites;
    final List<PlaceLevel> levels;
    /** By how much a reading may be out of order, in milliseconds. */
    final long late;

    final int[] code;
    final double[] constants;
    private final int channels;
    final int dues;
    final int width;
    /** Where the motion of a lift is remembered; null when the kind derives none. */
    final @Nullable LiftRow lift;

    private final Map<String, Double> defaults = new HashMap<>();

    private KindCode(int kind, Vocabulary vocabulary, List<RuleCode> rules, RuleAssembler assembler) {
        this.kind = kind;
        List<String> channelNames = List.copyOf(vocabulary.channels());
        this.late = vocabulary.lateMillis();
        this.sites = assembler.sites();
        this.hasSites = !sites.isEmpty();
        this.levels = sites.stream().map(Places.Site::level).distinct().sorted().toList();
        this.channelNames = channelNames;
        this.channelCount = channelNames.size();
        this.rules = rules;
        this.ruleOf = rules.toArray(RuleCode[]::new);
        this.code = assembler.code();
        this.constants = assembler.constants();
        this.lift = vocabulary.derives() == Derivation.LIFT_MOTION
                ? LiftRow.of(vocabulary, assembler.width(), channels(rules.size()))
                : null;
        this.width = assembler.width() + (lift == null ? 0 : LiftRow.CELLS);
        rules.forEach(rule -> rule.spec.parameters().forEach(defaults::putIfAbsent));
        this.channels = channels(rules.size());
        this.dues = channels + CELLS_OF_A_CHANNEL * channelNames.size();
        this.watchers = new Watchers(channelNames.size(), rules);
        this.silences = IntStream.range(0, rules.size())
                .filter(rule -> rules.get(rule).silenceCell != RuleCode.NO_CODE)
                .toArray();
    }

    /** Compiles the rules of a kind; {@code indexes} are their places in the book. */
    static KindCode compile(int kind, @Nullable Vocabulary vocabulary, List<RuleSpec> specs, List<Integer> indexes) {
        Vocabulary known = vocabulary == null ? Vocabulary.NONE : vocabulary;
        int channels = channels(specs.size());
        RuleAssembler assembler = new RuleAssembler(
                channels, channels + CELLS_OF_A_CHANNEL * known.channels().size() + specs.size());
        List<RuleCode> rules = new ArrayList<>();
        for (int i = 0; vocabulary != null && i < specs.size(); i++) {
            rules.add(assembler.assemble(specs.get(i), indexes.get(i), vocabulary));
        }
        return new KindCode(kind, known, rules, assembler);
    }

    private static int channels(int rules) {
        return ACTIVE + 2 * ((rules + Long.SIZE - 1) / Long.SIZE);
    }

    RuleCode rule(int number) {
        return ruleOf[number];
    }

    int channelCount() {
        return channelCount;
    }

    /** Where the cells of a channel begin. */
    int cell(int channel) {
        return channels + CELLS_OF_A_CHANNEL * channel;
    }

    /** A row of a device of which nothing is heard: every rule is due to be looked at as of {@code knownSince}. */
    void writeFresh(long[] cells, int row, long knownSince) {
        Arrays.fill(cells, row, row + width, 0);
        cells[row + TIME] = Limits.NONE;
        cells[row + ARRIVAL] = Limits.NONE;
        cells[row + KNOWN] = knownSince;
        cells[row + DUE] = Limits.NEVER;
        cells[row + WAKE] = Limits.NEVER;
        unsettle(cells, row);
        Arrays.fill(cells, row + dues, row + dues + rules.size(), Limits.NEVER);
        for (int channel = 0; channel < channelCount(); channel++) {
            cells[row + cell(channel) + AT] = Limits.NONE;
            cells[row + cell(channel) + VALUE] = Double.doubleToRawLongBits(Double.NaN);
        }
        for (RuleCode rule : rules) {
            for (Slot slot : rule.slots) {
                slot.writeFresh(cells, row);
            }
        }
        if (lift != null) {
            lift.writeFresh(cells, row);
        }
    }

    /** Writes the parameters that hold for a device; a rule for which one differs is marked to be looked at anew. */
    void writeParameters(long[] cells, int row, Map<String, Double> own) {
        for (int rule = 0; rule < rules.size(); rule++) {
            if (rules.get(rule).differs(cells, row, own)) {
                mark(cells, row, rule);
            }
        }
        for (RuleCode rule : rules) {
            rule.writeParameters(cells, row, own);
        }
        forgetBands(cells, row);
        if (lift != null) {
            lift.writeParameters(cells, row, own, defaults);
        }
    }

    /** Makes the rule due as of the device's own time. */
    void mark(long[] cells, int row, int rule) {
        long time = cells[row + TIME];
        long due = time == Limits.NONE ? cells[row + KNOWN] : time;
        cells[row + dues + rule] = due;
        cells[row + DUE] = Math.min(cells[row + DUE], due);
    }

    /** Makes the rule due as of then, or as of the device's own time where that is later. */
    void markFrom(long[] cells, int row, int rule, long then) {
        long time = cells[row + TIME];
        long due = Math.max(then, time == Limits.NONE ? cells[row + KNOWN] : time);
        cells[row + dues + rule] = Math.min(cells[row + dues + rule], due);
        cells[row + DUE] = Math.min(cells[row + DUE], due);
    }

    void markAll(long[] cells, int row) {
        for (int rule = 0; rule < rules.size(); rule++) {
            mark(cells, row, rule);
        }
    }

    long earliestDue(long[] cells, int row) {
        freshen(cells, row);
        long earliest = Limits.NEVER;
        for (int i = row + dues; i < row + dues + ruleOf.length; i++) {
            earliest = Math.min(earliest, cells[i]);
        }
        return earliest;
    }

    /**
     * Puts the due times of silence right, which may be too early. One that is not later than the device's own time wants to
     * be looked at and stays.
     */
    void freshen(long[] cells, int row) {
        long time = cells[row + TIME];
        for (int rule : silences) {
            long due = cells[row + dues + rule];
            if (due > time && due != Limits.NEVER && time != Limits.NONE) {
                long last = Limits.NONE;
                for (int channel : ruleOf[rule].channels) {
                    last = Math.max(last, cells[row + cell(channel) + AT]);
                }
                long since = last == Limits.NONE ? cells[row + KNOWN] : last;
                cells[row + dues + rule] = since + cells[row + ruleOf[rule].silenceCell + Slot.SPAN];
            }
        }
    }

    boolean isActive(long[] cells, int row, int rule) {
        return (cells[row + ACTIVE + (rule >> 6)] & (1L << rule)) != 0;
    }

    void flipActive(long[] cells, int row, int rule) {
        cells[row + ACTIVE + (rule >> 6)] ^= 1L << rule;
    }

    /** The rules, as bits of a word, that have to look at a reading of the channel: {@link Watchers} tells what it is. */
    long looking(long[] cells, int row, int channel, int word, int value, long time) {
        if (cells[row + DUE] <= time) {
            return watchers.all(channel, word);
        }
        int active = row + ACTIVE + word;
        return watchers.touched(channel, word, value, cells[active] | cells[active + watchers.words]);
    }

    /** Notes whether the rule has settled with its last look. */
    void settle(long[] cells, int row, int rule, boolean hasSettled) {
        int word = row + ACTIVE + watchers.words + (rule >> 6);
        cells[word] = hasSettled ? cells[word] & ~(1L << rule) : cells[word] | 1L << rule;
    }

    /** Makes every rule look at its next reading, whatever that says. */
    void unsettle(long[] cells, int row) {
        Arrays.fill(cells, row + ACTIVE + watchers.words, row + channels, -1L);
        forgetBands(cells, row);
    }

    private void forgetBands(long[] cells, int row) {
        for (int channel = 0; channel < channelCount(); channel++) {
            cells[row + cell(channel) + BAND] = Watchers.EMPTY;
        }
    }

    /** The value of the rule's channel heard last, the first of them on a tie; NaN when none was heard. */
    double lastValue(long[] cells, int row, int rule) {
        long latest = Limits.NONE;
        double value = Double.NaN;
        for (int channel : ruleOf[rule].channels) {
            int cell = row + cell(channel);
            if (cells[cell + AT] > latest) {
                latest = cells[cell + AT];
                value = Double.longBitsToDouble(cells[cell + VALUE]);
            }
        }
        return value;
    }
}
