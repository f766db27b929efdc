package org.chengmai.detection.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one checkpoint: from where the engine goes on after a restart. */
@Repository
public class Checkpoints {

    /** The engine's state at one moment of the readings' log. */
    public static final class Checkpoint {
        private final long receivedMicros;
        private final byte[] state;
        private final List<Long> active;

        /**
         * @param receivedMicros of the last batch the state has seen
         * @param state as the engine wrote it, not copied: hundreds of megabytes for a million devices
         * @param active ids of the alarms that are active in it
         */
        public Checkpoint(long receivedMicros, byte[] state, List<Long> active) {
            this.receivedMicros = receivedMicros;
            this.state = state;
            this.active = List.copyOf(active);
        }

        public long receivedMicros() {
            return receivedMicros;
        }

        public byte[] state() {
            return state;
        }

        public int bytes() {
            return state.length;
        }

        public List<Long> active() {
            return active;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int BUFFER = 64 * 1024;

    private final JdbcClient database;
    private final InstantSource clock;

    Checkpoints(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public void save(Checkpoint checkpoint) {
        database.sql("""
                        insert into detection.checkpoint (received_micros, state, active, saved_at)
                        values (:received, :state, :active, :now)
                        on conflict (one) do update set received_micros = excluded.received_micros,
                            state = excluded.state, active = excluded.active, saved_at = excluded.saved_at
                        """)
                .param("received", checkpoint.receivedMicros())
                .param("state", packed(checkpoint.state()))
                .param("active", checkpoint.active().toArray(Long[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    public Optional<Checkpoint> last() {
        return database.sql("select received_micros, state, active from detection.checkpoint")
                .query((row, number) -> new Checkpoint(
                        row.getLong("received_micros"), unpacked(row.getBytes("state")), Arrays.asList((Long[])
                                row.getArray("active").getArray())))
                .optional();
    }

    /** Zipped: states are mostly zeros and repetitions, and a value of PostgreSQL ends at a gigabyte. */
    private static byte[] packed(byte[] state) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (FastGzip zip = new FastGzip(packed)) {
            zip.write(state, 0, state.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The state as the engine wrote it; where it is damaged, what is stored, which the engine then refuses. */
    private static byte[] unpacked(byte[] stored) {
        boolean zipped = stored.length > 2 && stored[0] == (byte) 0x1F && stored[1] == (byte) 0x8B;
        if (!zipped) {
            return stored;
        }
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(stored), BUFFER)) {
            return zip.readAllBytes();
        } catch (IOException e) {
            LOG.warn("Expected the stored state to be whole, but {}.", e.getMessage());
            return stored;
        }
    }

    /** The fastest level: the state waits for it. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream to) throws IOException {
            super(to, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
