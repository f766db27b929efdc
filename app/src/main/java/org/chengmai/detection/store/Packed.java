package org.chengmai.detection.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's state held small: while it is written, its stretches of zeros are counted instead of kept ({@link Zeros}), and
 * what the database holds is that, zipped. So the states of a million devices, half a gigabyte, are never whole in memory.
 */
public final class Packed {

    private static final Logger LOG = LoggerFactory.getLogger(Packed.class);
    private static final int BUFFER = 64 * 1024;

    /** Begins a state with counted zeros, once unzipped; states as the engine wrote them begin otherwise. */
    private static final byte[] MARK = {'C', 'M', 'S', 'Z'};

    private final Zeros.Writer written;
    private final byte[] zipped;

    private Packed(Zeros.Writer written, byte[] zipped) {
        this.written = written;
        this.zipped = zipped;
    }

    /** What a writer writes. */
    public static Packed of(Consumer<OutputStream> writer) {
        Zeros.Writer zeros = new Zeros.Writer();
        writer.accept(zeros);
        return new Packed(zeros, new byte[0]);
    }

    /** What {@link #stored()} gave once, this version's or an older one's; damaged bytes are found when they are read. */
    public static Packed stored(byte[] stored) {
        return new Packed(new Zeros.Writer(), stored);
    }

    /** As the database keeps it: zipped, for a value of PostgreSQL ends at a gigabyte. */
    byte[] stored() {
        if (zipped.length > 0) {
            return zipped;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(BUFFER);
        try (FastGzip zip = new FastGzip(packed)) {
            zip.write(MARK, 0, MARK.length);
            written.stretches().transferTo(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Reads from the beginning what the engine wrote; where it is damaged, what is stored, which the engine then refuses. */
    public InputStream open() {
        if (written.size() > 0) {
            return new Zeros.Reader(written.stretches());
        }
        try {
            return unzipped(new ByteArrayInputStream(zipped));
        } catch (IOException e) {
            LOG.warn("Expected the stored state to be whole, but {}.", e.getMessage());
            return new ByteArrayInputStream(zipped);
        }
    }

    private InputStream unzipped(InputStream plain) throws IOException {
        boolean isZip = zipped.length > 2 && zipped[0] == (byte) 0x1F && zipped[1] == (byte) 0x8B;
        if (!isZip) {
            return plain;
        }
        InputStream zip = new GZIPInputStream(plain, BUFFER);
        byte[] head = zip.readNBytes(MARK.length);
        return Arrays.equals(head, MARK)
                ? new Zeros.Reader(zip)
                : new SequenceInputStream(
                        Collections.enumeration(java.util.List.of(new ByteArrayInputStream(head), zip)));
    }

    /** The fastest level: the state waits for it. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream to) throws IOException {
            super(to, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
