package org.chengmai.cases;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.store.CaseRows;
import org.chengmai.cases.store.HistoryRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks every second for cases whose deadline has passed. What is due is a row, so no crash makes it forgotten. */
@Component
class OverdueSweep {

    private static final Logger LOG = LoggerFactory.getLogger(OverdueSweep.class);

    private final CaseRows cases;
    private final HistoryRows history;
    private final Telling telling;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    OverdueSweep(
            CaseRows cases,
            HistoryRows history,
            Telling telling,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.cases = cases;
        this.history = history;
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void everySecond() {
        try {
            sweep();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Expected to look for overdue cases, but {}; trying again in a second.", e.getMessage());
        }
    }

    /** @return how many cases it found */
    int sweep() {
        Integer found = transactions.execute(status -> {
            List<HistoryRows.Late> late = history.markOverdue(clock.instant().truncatedTo(ChronoUnit.MICROS));
            late.forEach(one -> cases.find(one.id()).ifPresent(this::tell));
            return late.size();
        });
        return found == null ? 0 : found;
    }

    private void tell(CaseRows.Stored stored) {
        CaseState state = stored.state();
        if (state.times().deadline() != null) {
            telling.changed(stored.head(), state, new Fact.Overdue(state.times().deadline()));
        }
    }
}
