package org.chengmai.detection;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Does a piece of work with the database again and again until it succeeds, so that an outage costs time and nothing else. */
@Component
class UntilItWorks {

    private static final Logger LOG = LoggerFactory.getLogger(UntilItWorks.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private volatile boolean ending;

    @EventListener(ContextClosedEvent.class)
    void end() {
        ending = true;
    }

    <T> T run(Supplier<T> work) {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                T result = work.get();
                if (pause > FIRST_PAUSE_MILLIS) {
                    LOG.warn("The database answers again; alarms go on.");
                }
                return result;
            } catch (DataAccessException | TransactionException e) {
                if (ending) {
                    throw e;
                }
                if (pause == FIRST_PAUSE_MILLIS) {
                    LOG.warn("The database does not take alarms; trying until it does.", e);
                }
                rest(pause, e);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private static void rest(long millis, RuntimeException cause) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
