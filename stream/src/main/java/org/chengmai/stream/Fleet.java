package org.chengmai.stream;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registered devices and, in one array, their rows. Devices are small dense indexes. */
final class Fleet {

    /** What a device was registered with. */
    record Registration(int kind, long knownSince, Map<String, Double> parameters) {}

    private static final int CELLS_OF_A_LINE = 8;

    /** Of what is expected, this part more may come. */
    private static final int SLACK = 16;

    private final RuleBook book;
    private final Map<Integer, KindCode> kinds = new HashMap<>();
    private final Map<KindCode, Deque<Integer>> free = new HashMap<>();
    private @Nullable Registration[] registrations = new Registration[64];
    private @Nullable KindCode[] codes = new KindCode[64];
    private int[] rows = new int[64];
    private long[] cells = new long[4096];
    private int used;
    /** Without meaning; keeps the reading of {@link #fetch} from being left out. */
    private long fetched;

    Fleet(RuleBook book) {
        this.book = book;
    }

    RuleBook book() {
        return book;
    }

    /** One past the highest index a device may have had. */
    int end() {
        return codes.length;
    }

    KindCode codeOfKind(int kind) {
        return kinds.computeIfAbsent(kind, book::code);
    }

    /** The code of a registered device's kind, or null. */
    @Nullable
    KindCode code(int device) {
        return device >= 0 && device < codes.length ? codes[device] : null;
    }

    @Nullable
    Registration registration(int device) {
        return device >= 0 && device < registrations.length ? registrations[device] : null;
    }

    /** Where the row of a registered device starts. */
    int row(int device) {
        return rows[device];
    }

    /**
     * Reads through the rows of the devices of some readings, for nothing but that they are near afterwards: the processor
     * waits for memory once for many rows instead of once for each.
     */
    void fetch(ReadingBatch batch, int from, int to) {
        int last = -1;
        long all = fetched;
        for (int i = from; i < to; i++) {
            int device = batch.device(i);
            KindCode code = device == last ? null : code(device);
            last = device;
            if (code != null) {
                int row = rows[device];
                for (int cell = row, end = row + code.dues; cell < end; cell += CELLS_OF_A_LINE) {
                    all += cells[cell];
                }
            }
        }
        fetched = all;
    }

    /** The cells of all rows; another array after each {@link #place}. */
    long[] cells() {
        return cells;
    }

    /** Gives a device that has none a fresh row, every rule to be looked at. */
    KindCode place(int device, Registration registration) {
        room(device);
        KindCode code = codeOfKind(registration.kind());
        int row = row(code);
        registrations[device] = registration;
        codes[device] = code;
        rows[device] = row;
        code.writeFresh(cells, row, registration.knownSince());
        code.writeParameters(cells, row, registration.parameters());
        code.markAll(cells, row);
        return code;
    }

    /** Puts another registration of the same kind in place of the device's own; rules it touches are marked. */
    void change(int device, KindCode code, Registration registration) {
        int row = rows[device];
        Registration before = registrations[device];
        registrations[device] = registration;
        code.writeParameters(cells, row, registration.parameters());
        boolean unheard = cells[row + KindCode.ARRIVAL] == Limits.NONE;
        if (unheard && before != null && before.knownSince() != registration.knownSince()) {
            cells[row + KindCode.KNOWN] = registration.knownSince();
            code.markAll(cells, row);
        }
    }

    void remove(int device, KindCode code) {
        free.computeIfAbsent(code, none -> new ArrayDeque<>()).push(rows[device]);
        codes[device] = null;
        registrations[device] = null;
    }

    /** Makes room for so many more devices of a kind at once. */
    void expect(int kind, int devices) {
        expect((long) codeOfKind(kind).width * devices);
    }

    /** Makes room for all devices of another fleet at once. */
    void expect(Fleet other) {
        long more = 0;
        for (Registration registration : other.registrations) {
            more += registration == null ? 0 : codeOfKind(registration.kind()).width;
        }
        expect(more);
    }

    private void expect(long more) {
        if (used + more > cells.length && used + more < Integer.MAX_VALUE - CELLS_OF_A_LINE) {
            cells = Arrays.copyOf(
                    cells, (int) Math.min(Integer.MAX_VALUE - CELLS_OF_A_LINE, used + more + more / SLACK));
        }
    }

    private int row(KindCode code) {
        Deque<Integer> left = free.get(code);
        if (left != null && !left.isEmpty()) {
            return left.pop();
        }
        if (used + code.width > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(cells.length + cells.length / 2, used + code.width));
        }
        int row = used;
        used += code.width;
        return row;
    }

    private void room(int device) {
        if (device >= codes.length) {
            int length = Math.max(device + 1, 2 * codes.length);
            registrations = Arrays.copyOf(registrations, length);
            codes = Arrays.copyOf(codes, length);
            rows = Arrays.copyOf(rows, length);
        }
    }
}
