package org.chengmai.detection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A state that was packed is read again as it was written, from memory and from the database, in pieces of any size. */
class PackedTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void whatIsPackedIsReadAsItWasWritten() throws IOException {
        for (int round = 0; round < 300; round++) {
            byte[] state = state(random.nextInt(20_000));
            Packed packed = Packed.of(to -> write(state, to));

            assertThat(packed.open().readAllBytes()).as("seed %d", seed).isEqualTo(state);
            assertThat(Packed.stored(packed.stored()).open().readAllBytes())
                    .as("seed %d", seed)
                    .isEqualTo(state);
        }
    }

    @Test
    void aMillionZerosAreAFewBytes() {
        Zeros.Writer writer = new Zeros.Writer();
        writer.write(new byte[1_000_000], 0, 1_000_000);
        assertThat(writer.size()).isLessThan(10);
    }

    @Test
    void statesOfEarlierVersionsAreRead() throws IOException {
        byte[] state = state(2_000);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(state);
        }
        assertThat(Packed.stored(state).open().readAllBytes()).isEqualTo(state);
        assertThat(Packed.stored(zipped.toByteArray()).open().readAllBytes()).isEqualTo(state);
    }

    @Test
    void stretchesThatEndTooEarlyAreRefused() throws IOException {
        byte[] state = state(500);
        Zeros.Writer writer = new Zeros.Writer();
        writer.write(state, 0, state.length);
        writer.write(1);
        byte[] cut = Arrays.copyOf(writer.stretches().readAllBytes(), (int) writer.size() - 1);

        assertThatThrownBy(() -> new Zeros.Reader(new ByteArrayInputStream(cut)).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    /** Stretches of zeros and of others, as the engine's rows have them; first never a zero. */
    private byte[] state(int size) {
        byte[] state = new byte[size + 1];
        for (int i = 1; i < state.length; i++) {
            boolean isZero = random.nextInt(10) < (i / 64 % 2 == 0 ? 9 : 2);
            state[i] = isZero ? 0 : (byte) random.nextInt();
        }
        state[0] = 'C';
        return state;
    }

    private void write(byte[] state, OutputStream to) {
        try {
            for (int from = 0; from < state.length; ) {
                int some = Math.min(state.length - from, 1 + random.nextInt(700));
                to.write(state, from, some);
                from += some;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
