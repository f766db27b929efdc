package org.chengmai.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The bytes of a snapshot, big-endian, read through a small buffer: a state of gigabytes is never whole in memory. */
final class SnapshotSource {
    private static final int SIZE = 1 << 16;

    /** Head, clock and sum. */
    private static final int LEAST = SnapshotWriter.HEAD + Long.BYTES + SnapshotWriter.TAIL;

    private final InputStream from;
    private final byte[] bytes = new byte[SIZE];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).limit(0);

    SnapshotSource(InputStream from) {
        this.from = from;
    }

    /** Reads to the end and sees whether what is there is a snapshot of a known version, and whole. */
    static void check(InputStream from) {
        var source = new SnapshotSource(from);
        source.head();
        var sum = new CRC32C();
        sum.update(source.bytes, 0, SnapshotWriter.HEAD);
        ByteBuffer buffer = source.buffer;
        while (buffer.remaining() > SnapshotWriter.TAIL) {
            int some = buffer.remaining() - SnapshotWriter.TAIL;
            sum.update(source.bytes, buffer.position(), some);
            buffer.position(buffer.position() + some);
            source.fill(SnapshotWriter.TAIL + 1);
        }
        if (buffer.remaining() < SnapshotWriter.TAIL || buffer.getInt() != (int) sum.getValue()) {
            throw new IllegalArgumentException("Expected a whole snapshot, but its sum does not fit its bytes.");
        }
    }

    /** Reads magic and version; the version. */
    int head() {
        fill(LEAST);
        if (buffer.remaining() < LEAST || buffer.getInt() != SnapshotWriter.MAGIC) {
            throw new IllegalArgumentException(
                    "Expected a snapshot of the engine, but found %d bytes of something else.".formatted(size()));
        }
        int version = buffer.getInt();
        if (version < 1 || version > SnapshotWriter.VERSION) {
            throw new IllegalArgumentException("Expected a snapshot of version 1 to " + SnapshotWriter.VERSION
                    + ", but found version " + version + ".");
        }
        return version;
    }

    /** How many bytes there are when nothing but the first buffer was read. */
    private long size() {
        try {
            return buffer.limit() + from.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return buffer.limit();
        }
    }

    byte get() {
        return need(1).get();
    }

    int getInt() {
        return need(Integer.BYTES).getInt();
    }

    long getLong() {
        return need(Long.BYTES).getLong();
    }

    double getDouble() {
        return need(Double.BYTES).getDouble();
    }

    void get(byte[] into) {
        for (int done = 0; done < into.length; ) {
            int some = Math.min(into.length - done, SIZE / 2);
            need(some).get(into, done, some);
            done += some;
        }
    }

    private ByteBuffer need(int size) {
        if (buffer.remaining() < size) {
            fill(size);
        }
        return buffer;
    }

    /** Sees to it that so many bytes are in the buffer, fewer at the end. */
    private void fill(int size) {
        buffer.compact();
        try {
            while (buffer.position() < size) {
                int more = from.read(bytes, buffer.position(), bytes.length - buffer.position());
                if (more < 0) {
                    break;
                }
                buffer.position(buffer.position() + more);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected a whole snapshot, but " + e.getMessage() + ".", e);
        }
        buffer.flip();
    }
}
