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
 * <p>A row is: the header cells below, one bit a rule for active alarms and one for looks that changed them, the next due
 * time a rule, event time and value bits a channel, value bits a parameter of each rule, the {@link Slot}s of the temporal
 * expressions, and what is derived from.
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

    private static final int BITS = 64;

    final int kind;
    final List<String> channelNames;
    final List<RuleCode> rules;
    /** The same, for those who come by with every reading. */
    private final RuleCode[] ruleOf;

    /** Channel → the rules that look at it. */
    final int[][] rulesOfChannel;

    /** The place expressions of its rules, and the levels of which they speak. */
    final List<Places.Site> sites;

    final boolean hasSites;
    final List<PlaceLevel> levels;
    /** By how much a reading may be out of order, in milliseconds. */
    final long late;

    final int[] code;
    final double[] constants;
    final int dues;
    final int channels;
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
        this.rules = rules;
        this.ruleOf = rules.toArray(RuleCode[]::new);
        this.code = assembler.code();
        this.constants = assembler.constants();
        this.lift = vocabulary.derives() == Derivation.LIFT_MOTION
                ? LiftRow.of(vocabulary, assembler.width(), dues(rules.size()) + rules.size())
                : null;
        this.width = assembler.width() + (lift == null ? 0 : LiftRow.CELLS);
        rules.forEach(rule -> rule.spec.parameters().forEach(defaults::putIfAbsent));
        this.dues = dues(rules.size());
        this.channels = dues + rules.size();
        this.rulesOfChannel = new int[channelNames.size()][];
        for (int channel = 0; channel < rulesOfChannel.length; channel++) {
            int wanted = channel;
            rulesOfChannel[channel] = IntStream.range(0, rules.size())
                    .filter(rule -> Arrays.stream(rules.get(rule).channels).anyMatch(c -> c == wanted))
                    .toArray();
        }
    }

    /** Compiles the rules of a kind; {@code indexes} are their places in the book. */
    static KindCode compile(int kind, @Nullable Vocabulary vocabulary, List<RuleSpec> specs, List<Integer> indexes) {
        Vocabulary known = vocabulary == null ? Vocabulary.NONE : vocabulary;
        int channels = dues(specs.size()) + specs.size();
        RuleAssembler assembler =
                new RuleAssembler(channels, channels + 2 * known.channels().size());
        List<RuleCode> rules = new ArrayList<>();
        for (int i = 0; vocabulary != null && i < specs.size(); i++) {
            rules.add(assembler.assemble(specs.get(i), indexes.get(i), vocabulary));
        }
        return new KindCode(kind, known, rules, assembler);
    }

    private static int dues(int rules) {
        return ACTIVE + 2 * words(rules);
    }

    private static int words(int rules) {
        return (rules + BITS - 1) / BITS;
    }

    RuleCode rule(int number) {
        return ruleOf[number];
    }

    int channelCount() {
        return channelNames.size();
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
            cells[row + channels + 2 * channel] = Limits.NONE;
            cells[row + channels + 2 * channel + 1] = Double.doubleToRawLongBits(Double.NaN);
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
        long earliest = Limits.NEVER;
        for (int i = row + dues; i < row + channels; i++) {
            earliest = Math.min(earliest, cells[i]);
        }
        return earliest;
    }

    boolean isActive(long[] cells, int row, int rule) {
        return (cells[row + ACTIVE + (rule >> 6)] & (1L << rule)) != 0;
    }

    void flipActive(long[] cells, int row, int rule) {
        cells[row + ACTIVE + (rule >> 6)] ^= 1L << rule;
    }

    /**
     * Whether another look at the rule as of then would find what the last one found, as long as no value has changed: it
     * remembers nothing but since when conditions hold, has no alarm and had none before, and nothing is due by then.
     */
    boolean isSettled(long[] cells, int row, int rule, long time) {
        int word = row + ACTIVE + (rule >> 6);
        return ruleOf[rule].isPlain
                && ((cells[word] | cells[word + words(ruleOf.length)]) & (1L << rule)) == 0
                && cells[row + dues + rule] > time;
    }

    /** Notes whether the last look at the rule left its alarm as it was. */
    void settle(long[] cells, int row, int rule, boolean isAsBefore) {
        int word = row + ACTIVE + words(ruleOf.length) + (rule >> 6);
        cells[word] = isAsBefore ? cells[word] & ~(1L << rule) : cells[word] | 1L << rule;
    }

    /** Makes every rule be looked at with its next reading, whatever that says. */
    void unsettle(long[] cells, int row) {
        Arrays.fill(cells, row + ACTIVE + words(ruleOf.length), row + dues, -1L);
    }

    /** The value of the rule's channel heard last, the first of them on a tie; NaN when none was heard. */
    double lastValue(long[] cells, int row, int rule) {
        long latest = Limits.NONE;
        double value = Double.NaN;
        for (int channel : ruleOf[rule].channels) {
            int cell = row + channels + 2 * channel;
            if (cells[cell] > latest) {
                latest = cells[cell];
                value = Double.longBitsToDouble(cells[cell + 1]);
            }
        }
        return value;
    }
}
