package org.chengmai.detection.store;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one checkpoint: from where the engine goes on after a restart. */
@Repository
public class Checkpoints {

    /**
     * The engine's state at one moment of the readings' log.
     *
     * @param receivedMicros of the last batch the state has seen
     * @param active ids of the alarms that are active in it
     */
    public record Checkpoint(long receivedMicros, Packed state, List<Long> active) {

        public Checkpoint {
            active = List.copyOf(active);
        }
    }

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
                .param("state", checkpoint.state().stored())
                .param("active", checkpoint.active().toArray(Long[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    public Optional<Checkpoint> last() {
        return database.sql("select received_micros, state, active from detection.checkpoint")
                .query((row, number) -> new Checkpoint(
                        row.getLong("received_micros"), Packed.stored(row.getBytes("state")), Arrays.asList((Long[])
                                row.getArray("active").getArray())))
                .optional();
    }
}
