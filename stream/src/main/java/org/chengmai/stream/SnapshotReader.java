package org.chengmai.stream;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.chengmai.stream.Slot.Sort;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotWriter} writes into the rows of devices that are still there. */
final class SnapshotReader {
    private static final int NO_LONGER = -1;

    private final SnapshotSource buffer;
    private final int version;
    private final long now;

    private SnapshotReader(SnapshotSource buffer, int version) {
        this.buffer = buffer;
        this.version = version;
        this.now = buffer.getLong();
    }

    /** Checks that the bytes are whole and of the known version, which reads them once, and begins to read them again. */
    static SnapshotReader open(Supplier<InputStream> snapshot) {
        SnapshotSource.check(snapshot.get());
        SnapshotSource buffer = new SnapshotSource(snapshot.get());
        return new SnapshotReader(buffer, buffer.head());
    }

    /** The clock when the snapshot was taken. */
    long now() {
        return now;
    }

    void readInto(Fleet fleet, Memory memory, Evaluation evaluation, Waiting waiting) {
        List<SavedKind> kinds = new ArrayList<>();
        for (int i = buffer.getInt(); i > 0; i--) {
            kinds.add(kind(fleet));
        }
        Map<SavedKind, long[]> nowhere = new HashMap<>();
        for (int i = buffer.getInt(); i > 0; i--) {
            int device = buffer.getInt();
            SavedKind kind = kinds.get(buffer.getInt());
            if (fleet.code(device) == kind.code) {
                device(kind, fleet.cells(), fleet.row(device), memory, evaluation);
                long[] queue = version > 1 ? longs() : new long[0];
                waiting.forget(device);
                if (queue.length > 0) {
                    waiting.read(device, queue, kind.channelTargets);
                }
            } else {
                long[] cells = nowhere.computeIfAbsent(kind, saved -> saved.freshCells());
                device(kind, cells, 0, memory, evaluation);
                if (version > 1) {
                    longs();
                }
                kind.code.rules.forEach(rule -> evaluation.reset(rule, cells, 0));
            }
        }
    }

    private SavedKind kind(Fleet fleet) {
        KindCode code = fleet.codeOfKind(buffer.getInt());
        List<String> channels = strings();
        int motion = version > 2 ? buffer.getInt() : 0;
        List<SavedRule> rules = new ArrayList<>();
        for (int i = buffer.getInt(); i > 0; i--) {
            String key = string();
            String raise = string();
            String clear = string();
            List<String> levels = version > 1 ? strings() : List.of();
            List<String> parameters = strings();
            String sorts = string();
            RuleSpec spec = new RuleSpec(key, code.kind, raise, clear, defaults(parameters), levels);
            rules.add(new SavedRule(place(code, spec, sorts), parameters.size(), sorts));
        }
        int[] targets = channels.stream().mapToInt(code.channelNames::indexOf).toArray();
        return new SavedKind(code, targets, channels.equals(code.channelNames), motion, rules);
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

    private void device(SavedKind kind, long[] cells, int row, Memory memory, Evaluation evaluation) {
        KindCode code = kind.code;
        for (int rule = 0; rule < code.rules.size(); rule++) {
            forget(code.rules.get(rule), cells, row, memory, evaluation);
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
        motion(kind, cells, row);
        code.markAll(cells, row);
        for (SavedRule rule : kind.rules) {
            boolean isAsBefore = rule(rule, code, cells, row, memory);
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
                int cell = row + kind.code.cell(target);
                cells[cell + KindCode.AT] = at;
                cells[cell + KindCode.VALUE] = value;
            }
        }
    }

    private void motion(SavedKind kind, long[] cells, int row) {
        long[] saved = kind.motion > 0 ? longs() : new long[0];
        LiftRow lift = kind.code.lift;
        if (lift != null && saved.length == LiftRow.STATE) {
            System.arraycopy(saved, 0, cells, row + lift.first(), saved.length);
        }
    }

    /** Reads one rule of a device; says whether its parameters are what they were. */
    private boolean rule(SavedRule saved, KindCode code, long[] cells, int row, Memory memory) {
        RuleCode rule = saved.place == NO_LONGER ? null : code.rules.get(saved.place);
        long due = buffer.getLong();
        boolean isActive = buffer.get() != 0;
        boolean isAsBefore = true;
        for (int i = 0; i < saved.parameters; i++) {
            long bits = buffer.getLong();
            isAsBefore &= rule == null || cells[row + rule.parameterCells[i]] == bits;
        }
        for (int i = 0; i < saved.sorts.length(); i++) {
            slot(saved.sorts.charAt(i), rule == null ? null : rule.slots.get(i), cells, row, memory);
        }
        if (rule != null) {
            cells[row + code.dues + saved.place] = due;
            if (isActive) {
                code.flipActive(cells, row, saved.place);
            }
        }
        return isAsBefore;
    }

    private static void forget(RuleCode rule, long[] cells, int row, Memory memory, Evaluation evaluation) {
        evaluation.reset(rule, cells, row);
        for (Slot slot : rule.slots) {
            if (slot.sort() == Sort.PLACE) {
                memory.places().move(cells, row + slot.cell(), 0);
            }
            if (slot.sort() == Sort.PLACE || slot.sort() == Sort.LEVEL) {
                slot.writeFresh(cells, row);
            }
        }
    }

    private void slot(char letter, @Nullable Slot slot, long[] cells, int row, Memory memory) {
        int cell = slot == null ? 0 : row + slot.cell();
        switch (Sort.of(letter)) {
            case SILENT -> {}
            case HELD -> {
                long since = buffer.getLong();
                if (slot != null) {
                    cells[cell + Slot.SINCE] = since;
                }
            }
            case REPEATED -> repeated(slot, cells, cell, memory.hits());
            case WINDOW -> window(slot, cells, cell, memory.samples());
            case BASELINE -> {
                long collectedFor = buffer.getLong();
                long[] book = longs();
                if (slot != null) {
                    cells[cell + Slot.SPAN_BEFORE] = collectedFor;
                    cells[cell + Slot.READINGS] = memory.baselines().read(book);
                }
            }
            case GAPS -> {
                long collectedFor = buffer.getLong();
                long heard = buffer.getLong();
                long[] book = longs();
                if (slot != null) {
                    cells[cell + Slot.SPAN_BEFORE] = collectedFor;
                    cells[cell + Slot.HEARD] = heard;
                    cells[cell + Slot.READINGS] = memory.gaps().read(book);
                }
            }
            case FOLLOWED, UNANSWERED, LEVEL -> {
                long[] saved = longs();
                if (slot != null) {
                    System.arraycopy(saved, 0, cells, cell + 1, saved.length);
                }
            }
            case PLACE -> {
                long[] saved = longs();
                if (slot != null) {
                    memory.places().move(cells, cell, saved[Slot.TRUTH - 1]);
                    cells[cell + Slot.SEEN] = saved[Slot.SEEN - 1];
                    cells[cell + Slot.CHANGED] = saved[Slot.CHANGED - 1];
                }
            }
        }
    }

    private void repeated(@Nullable Slot slot, long[] cells, int cell, Hits hits) {
        long collectedFor = buffer.getLong();
        int ring = 0;
        for (int i = buffer.getInt(); i > 0; i--) {
            long time = buffer.getLong();
            ring = slot == null ? 0 : hits.add(ring, time, (int) collectedFor);
        }
        if (slot != null) {
            cells[cell + Slot.COLLECTED_FOR] = collectedFor;
            cells[cell + Slot.RING] = ring;
        }
    }

    private void window(@Nullable Slot slot, long[] cells, int cell, Samples samples) {
        long collectedFor = buffer.getLong();
        double sum = buffer.getDouble();
        long removed = buffer.getLong();
        int ring = 0;
        for (int i = buffer.getInt(); i > 0; i--) {
            long time = buffer.getLong();
            double value = buffer.getDouble();
            ring = slot == null ? 0 : samples.add(ring, time, value);
        }
        if (slot != null) {
            samples.restoreSum(ring, sum, removed);
            cells[cell + Slot.SPAN_BEFORE] = collectedFor;
            cells[cell + Slot.READINGS] = ring;
        }
    }

    private long[] longs() {
        long[] all = new long[buffer.getInt()];
        for (int i = 0; i < all.length; i++) {
            all[i] = buffer.getLong();
        }
        return all;
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
        /** How much is remembered of what the kind derived. */
        final int motion;

        final List<SavedRule> rules;

        SavedKind(KindCode code, int[] channelTargets, boolean sameChannels, int motion, List<SavedRule> rules) {
            this.code = code;
            this.channelTargets = channelTargets;
            this.sameChannels = sameChannels;
            this.motion = motion;
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
