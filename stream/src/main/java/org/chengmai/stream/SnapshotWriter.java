package org.chengmai.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * The bytes of a snapshot, big-endian: magic, version, clock; the kinds in use with the names of their channels, how much is
 * remembered of what they derive, and the texts of their rules; the devices; CRC-32C of all before. Strings are UTF-8 behind their length. Channels and rules are
 * matched by name when read, so their order may change in between.
 */
final class SnapshotWriter {
    /** "CMSN". */
    static final int MAGIC = 0x434D534E;

    static final int VERSION = 3;
    /** Bytes of magic and version, and of the sum at the end. */
    static final int HEAD = 8;

    static final int TAIL = 4;

    private final Fleet fleet;
    private final Memory memory;
    private final Waiting waiting;
    private final OutputStream to;
    private final CRC32C sum = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    SnapshotWriter(Fleet fleet, Memory memory, Waiting waiting, OutputStream to) {
        this.fleet = fleet;
        this.memory = memory;
        this.waiting = waiting;
        this.to = to;
    }

    void write(long now) {
        room(16).putInt(MAGIC).putInt(VERSION).putLong(now);
        Map<KindCode, Integer> numbers = new LinkedHashMap<>();
        int devices = 0;
        for (int device = 0; device < fleet.end(); device++) {
            KindCode code = fleet.code(device);
            if (code != null) {
                devices++;
                numbers.putIfAbsent(code, numbers.size());
            }
        }
        room(4).putInt(numbers.size());
        numbers.keySet().forEach(this::kind);
        room(4).putInt(devices);
        for (int device = 0; device < fleet.end(); device++) {
            KindCode code = fleet.code(device);
            if (code != null) {
                room(8).putInt(device).putInt(numbers.getOrDefault(code, 0));
                device(code, fleet.cells(), fleet.row(device));
                longs(waiting.size(device) == 0 ? new long[0] : waiting.write(device));
            }
        }
        drain();
        buffer.putInt((int) sum.getValue());
        drain();
    }

    private void kind(KindCode code) {
        room(4).putInt(code.kind);
        strings(code.channelNames);
        room(4).putInt(code.lift == null ? 0 : LiftRow.STATE);
        room(4).putInt(code.rules.size());
        for (RuleCode rule : code.rules) {
            string(rule.spec.key());
            string(rule.spec.raise());
            String clear = rule.spec.clear();
            string(clear == null ? "" : clear);
            strings(rule.spec.levels());
            strings(rule.parameters);
            string(sorts(rule));
        }
    }

    /** One letter for each slot of the rule, so that a reader may pass over a rule that it does not have. */
    static String sorts(RuleCode rule) {
        return rule.slots.stream()
                .map(slot -> Character.toString(slot.sort().letter))
                .collect(Collectors.joining());
    }

    private void device(KindCode code, long[] cells, int row) {
        code.freshen(cells, row);
        room(4 * 8 + 16 * code.channelCount());
        buffer.putLong(cells[row + KindCode.TIME]);
        buffer.putLong(cells[row + KindCode.LAG]);
        buffer.putLong(cells[row + KindCode.ARRIVAL]);
        buffer.putLong(cells[row + KindCode.KNOWN]);
        for (int channel = 0; channel < code.channelCount(); channel++) {
            int cell = row + code.cell(channel);
            buffer.putLong(cells[cell + KindCode.AT]).putLong(cells[cell + KindCode.VALUE]);
        }
        if (code.lift != null) {
            int first = row + code.lift.first();
            longs(Arrays.copyOfRange(cells, first, first + LiftRow.STATE));
        }
        for (int rule = 0; rule < code.rules.size(); rule++) {
            rule(code, cells, row, rule);
        }
    }

    private void rule(KindCode code, long[] cells, int row, int number) {
        RuleCode rule = code.rules.get(number);
        room(9 + 8 * rule.parameters.size());
        buffer.putLong(cells[row + code.dues + number]);
        buffer.put((byte) (code.isActive(cells, row, number) ? 1 : 0));
        for (int i = 0; i < rule.parameters.size(); i++) {
            buffer.putLong(cells[row + rule.parameterCells[i]]);
        }
        for (Slot slot : rule.slots) {
            int cell = row + slot.cell();
            switch (slot.sort()) {
                case HELD -> room(8).putLong(cells[cell + Slot.SINCE]);
                case REPEATED -> ring(cells[cell + Slot.COLLECTED_FOR], (int) cells[cell + Slot.RING]);
                case SILENT -> {}
                case WINDOW -> window(cells[cell + Slot.SPAN_BEFORE], (int) cells[cell + Slot.READINGS]);
                case BASELINE -> {
                    room(8).putLong(cells[cell + Slot.SPAN_BEFORE]);
                    longs(memory.baselines().write((int) cells[cell + Slot.READINGS]));
                }
                case GAPS -> {
                    room(16).putLong(cells[cell + Slot.SPAN_BEFORE]).putLong(cells[cell + Slot.HEARD]);
                    longs(memory.gaps().write((int) cells[cell + Slot.READINGS]));
                }
                case FOLLOWED, UNANSWERED, PLACE, LEVEL ->
                    longs(Arrays.copyOfRange(cells, cell + 1, cell + slot.sort().cells));
            }
        }
    }

    private void ring(long collectedFor, int ring) {
        Hits hits = memory.hits();
        int size = hits.size(ring);
        room(12 + 8 * size).putLong(collectedFor).putInt(size);
        for (int i = 0; i < size; i++) {
            buffer.putLong(hits.get(ring, i));
        }
    }

    private void window(long collectedFor, int ring) {
        Samples samples = memory.samples();
        int size = samples.size(ring);
        room(28 + 16 * size).putLong(collectedFor);
        buffer.putDouble(samples.sum(ring)).putLong(samples.removed(ring)).putInt(size);
        for (int i = 0; i < size; i++) {
            buffer.putLong(samples.time(ring, i)).putDouble(samples.value(ring, i));
        }
    }

    private void longs(long[] all) {
        room(4 + 8 * all.length).putInt(all.length);
        for (long one : all) {
            buffer.putLong(one);
        }
    }

    private void strings(List<String> all) {
        room(4).putInt(all.size());
        all.forEach(this::string);
    }

    private void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(4 + bytes.length).putInt(bytes.length).put(bytes);
    }

    /** The buffer with room for so many bytes; what was in it may be written on. */
    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            drain();
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(bytes);
            }
        }
        return buffer;
    }

    private void drain() {
        sum.update(buffer.array(), 0, buffer.position());
        try {
            to.write(buffer.array(), 0, buffer.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.clear();
    }
}
