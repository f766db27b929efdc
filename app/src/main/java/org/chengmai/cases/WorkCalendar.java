package org.chengmai.cases;

import java.time.Duration;
import java.time.Instant;
import org.chengmai.cases.model.ClockKind;
import org.springframework.stereotype.Service;

/** The calendar that limits run on. */
@Service
public class WorkCalendar {

    /** When a clock of this kind, started at {@code from}, has run for {@code limit}. */
    public Instant deadline(Instant from, Duration limit, ClockKind kind) {
        throw new UnsupportedOperationException();
    }

    /** For how long a clock of this kind runs between the two. */
    public Duration used(Instant from, Instant to, ClockKind kind) {
        throw new UnsupportedOperationException();
    }
}
