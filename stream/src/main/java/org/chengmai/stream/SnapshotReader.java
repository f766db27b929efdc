package org.chengmai.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.chengmai.stream.Slot.Sort;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotWriter} writes into the rows of devices that are still there. */
final class SnapshotReader {
    private static final int NO_LONGER = -1;

    private final ByteBuffer buffer;
    private final long now;

    private SnapshotReader(ByteBuffer buffer) {
        this.buffer = buffer;
        this.now = buffer.getLong();
    }

    /** Checks that the bytes are whole and of the known version. */
    static SnapshotReader open(byte[] bytes) {
        int head = SnapshotWriter.HEAD;
        int tail = SnapshotWriter.TAIL;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < head + 8 + tail || buffer.getInt() != SnapshotWriter.MAGIC) {
            throw new IllegalArgumentException(
                    "Expected a snapshot of the engine, but found " + bytes.length + " bytes of something else.");
        }
        int version = buffer.getInt();
        if (version != SnapshotWriter.VERSION) {
            throw new IllegalArgumentException("Expected a snapshot of version " + SnapshotWriter.VERSION
                    + ", but found version " + version + ".");
        }
        var sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - tail);
        if (buffer.getInt(bytes.length - tail) != (int) sum.getValue()) {
            throw new IllegalArgumentException("Expected a whole snapshot, but its sum does not fit its bytes.");
        }
        return new SnapshotReader(buffer);
    }

    /** The clock when the snapshot was taken. */
    long now() {
        return now;
    }

    void readInto(Fleet fleet, Hits hits, Evaluation evaluation, IntConsumer arm) {
        List<SavedKind> kinds = new ArrayList<>();
        for (int i = buffer.getInt(); i > 0; i--) {
            kinds.add(kind(fleet));
        }
        Map<SavedKind, long[]> nowhere = new HashMap<>();
        for (int i = buffer.getInt(); i > 0; i--) {
            int device = buffer.getInt();
            SavedKind kind = kinds.get(buffer.getInt());
            if (fleet.code(device) == kind.code) {
                device(kind, fleet.cells(), fleet.row(device), hits, evaluation);
                arm.accept(device);
            } else {
                long[] cells = nowhere.computeIfAbsent(kind, saved -> saved.freshCells());
                device(kind, cells, 0, hits, evaluation);
                kind.code.rules.forEach(rule -> evaluation.reset(rule, cells, 0));
            }
        }
    }

    private SavedKind kind(Fleet fleet) {
        KindCode code = fleet.codeOfKind(buffer.getInt());
        List<String> channels = strings();
        List<SavedRule> rules = new ArrayList<>();
        for (int i = buffer.getInt(); i > 0; i--) {
            String key = string();
            String raise = string();
            String clear = string();
            List<String> parameters = strings();
            String sorts = string();
            RuleSpec spec = new RuleSpec(key, code.kind, raise, clear, defaults(parameters));
            rules.add(new SavedRule(place(code, spec, sorts), parameters.size(), sorts));
        }
        int[] targets = channels.stream().mapToInt(code.channelNames::indexOf).toArray();
        return new SavedKind(code, targets, channels.equals(code.channelNames), rules);
    }

    private static int place(KindCode code, RuleSpec spec, String sorts) {
        return IntStream.range(0, code.rules.size())
                .filter(i -> code.rules.get(i).spec.remembersAs(spec))
                .filter(i -> SnapshotWriter.sorts(code.rules.get(i)).equals(sorts))
                .findFirst()
                .orElse(NO_LONGER);
    }

    private static Map<String, Double> defaults(List<String> parameters) {
        Map<String, Double> defaults = new HashMap<>();
        parameters.forEach(name -> defaults.put(name, 0.0));
        return defaults;
    }

    private void device(SavedKind kind, long[] cells, int row, Hits hits, Evaluation evaluation) {
        KindCode code = kind.code;
        for (int rule = 0; rule < code.rules.size(); rule++) {
            evaluation.reset(code.rules.get(rule), cells, row);
            if (code.isActive(cells, row, rule)) {
                code.flipActive(cells, row, rule);
            }
        }
        cells[row + KindCode.TIME] = buffer.getLong();
        cells[row + KindCode.LAG] = buffer.getLong();
        cells[row + KindCode.ARRIVAL] = buffer.getLong();
        long known = buffer.getLong();
        boolean registeredAnew = cells[row + KindCode.KNOWN] != known;
        if (cells[row + KindCode.ARRIVAL] != Limits.NONE) {
            cells[row + KindCode.KNOWN] = known;
            registeredAnew = false;
        }
        channels(kind, cells, row);
        code.markAll(cells, row);
        for (SavedRule rule : kind.rules) {
            boolean isAsBefore = rule(rule, code, cells, row, hits);
            if (rule.place != NO_LONGER && (!isAsBefore || registeredAnew || !kind.sameChannels)) {
                code.mark(cells, row, rule.place);
            }
        }
        cells[row + KindCode.DUE] = code.earliestDue(cells, row);
    }

    private void channels(SavedKind kind, long[] cells, int row) {
        for (int target : kind.channelTargets) {
            long at = buffer.getLong();
            long value = buffer.getLong();
            if (target != NO_LONGER) {
                int cell = row + kind.code.channels + 2 * target;
                cells[cell] = at;
                cells[cell + 1] = value;
            }
        }
    }

    /** Reads one rule of a device; says whether its parameters are what they were. */
    private boolean rule(SavedRule saved, KindCode code, long[] cells, int row, Hits hits) {
        RuleCode rule = saved.place == NO_LONGER ? null : code.rules.get(saved.place);
        long due = buffer.getLong();
        boolean isActive = buffer.get() != 0;
        boolean isAsBefore = true;
        for (int i = 0; i < saved.parameters; i++) {
            long bits = buffer.getLong();
            isAsBefore &= rule == null || cells[row + rule.firstParameter + i] == bits;
        }
        for (int i = 0; i < saved.sorts.length(); i++) {
            slot(saved.sorts.charAt(i), rule == null ? null : rule.slots.get(i), cells, row, hits);
        }
        if (rule != null) {
            cells[row + code.dues + saved.place] = due;
            if (isActive) {
                code.flipActive(cells, row, saved.place);
            }
        }
        return isAsBefore;
    }

    private void slot(char sort, @Nullable Slot slot, long[] cells, int row, Hits hits) {
        if (sort == Sort.HELD.name().charAt(0)) {
            long since = buffer.getLong();
            if (slot != null) {
                cells[row + slot.cell() + Slot.SINCE] = since;
            }
        } else if (sort == Sort.REPEATED.name().charAt(0)) {
            long collectedFor = buffer.getLong();
            int ring = 0;
            for (int i = buffer.getInt(); i > 0; i--) {
                long time = buffer.getLong();
                ring = slot == null ? 0 : hits.add(ring, time, (int) collectedFor);
            }
            if (slot != null) {
                cells[row + slot.cell() + Slot.COLLECTED_FOR] = collectedFor;
                cells[row + slot.cell() + Slot.RING] = ring;
            }
        }
    }

    private List<String> strings() {
        List<String> all = new ArrayList<>();
        for (int i = buffer.getInt(); i > 0; i--) {
            all.add(string());
        }
        return all;
    }

    private String string() {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A rule of the snapshot and its number now, or NO_LONGER. */
    private record SavedRule(int place, int parameters, String sorts) {}

    /** A kind of the snapshot, its code now, and where its channels are now. */
    private static final class SavedKind {
        final KindCode code;
        final int[] channelTargets;
        final boolean sameChannels;
        final List<SavedRule> rules;

        SavedKind(KindCode code, int[] channelTargets, boolean sameChannels, List<SavedRule> rules) {
            this.code = code;
            this.channelTargets = channelTargets;
            this.sameChannels = sameChannels;
            this.rules = rules;
        }

        /** A row for devices that are gone. */
        long[] freshCells() {
            long[] cells = new long[code.width];
            code.writeFresh(cells, 0, 0);
            return cells;
        }
    }
}
