package org.chengmai.audit;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door of the audit. Call {@link #record} within the transaction of the act, {@link #recordRefused} when it was turned
 * away, and {@code record(actor, "see.personal", subject, why)} whenever personal data is shown in full.
 *
 * <p>All writers queue at the head of the chain until they commit. Entries are therefore written last, just before the
 * commit, when a transaction holds every other lock it will ever want: the queue is short and no circle of waiting can form.
 */
@Service
public class Audit {

    /** How many entries one page holds. */
    public static final int PAGE = 50;

    private final Chain chain;
    private final InstantSource clock;
    private final TransactionTemplate alone;
    private final TransactionTemplate oneView;

    Audit(Chain chain, InstantSource clock, PlatformTransactionManager manager) {
        this.chain = chain;
        this.clock = clock;
        this.alone = new TransactionTemplate(manager);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.oneView = new TransactionTemplate(manager);
        oneView.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        oneView.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneView.setReadOnly(true);
    }

    /**
     * Notes an act. Inside a transaction the entry is written last, just before the commit, and vanishes with a rollback;
     * outside it, or when the transaction may only read, it is written at once.
     *
     * @param action what was done, {@code module.verb}: {@code case.assign}, {@code see.personal}
     * @param subject on what: {@code C-12}
     * @param detail short text or JSON without personal data
     */
    public void record(Actor actor, String action, String subject, String detail) {
        Draft draft = Draft.of(actor, clock.instant(), action, subject, detail, false);
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            TransactionSynchronizationManager.registerSynchronization(new Last(draft));
        } else {
            alone.executeWithoutResult(status -> chain.append(draft));
        }
    }

    /** Notes an attempt that was turned away; stays even when the caller's transaction rolls back. */
    public void recordRefused(Actor actor, String action, String subject, String why) {
        Draft draft = Draft.of(actor, clock.instant(), action, subject, why, true);
        alone.executeWithoutResult(status -> chain.append(draft));
    }

    /** The newest entries first, as far as the actor may see them. */
    public Page<Entry> list(Actor actor, Filter filter, int page) {
        actor.needs(Act.SEE_AUDIT);
        return chain.page(Sight.of(actor.reach(Act.SEE_AUDIT)), filter, Math.max(0, page), PAGE);
    }

    /** Every entry that the actor may see, the oldest first, read in steps; noted in the audit itself. */
    public void export(Actor actor, Filter filter, Consumer<Entry> to) {
        actor.needs(Act.SEE_AUDIT);
        record(actor, "audit.export", "audit", filter.words());
        oneView.executeWithoutResult(status -> chain.each(Sight.of(actor.reach(Act.SEE_AUDIT)), filter, to));
    }

    /** Walks the whole chain and tells the first entry that does not fit; noted in the audit itself. */
    public Verification verify(Actor actor) {
        actor.needs(Act.SEE_AUDIT);
        Verification found = java.util.Objects.requireNonNull(oneView.execute(status -> chain.walk()));
        record(actor, "audit.verify", "audit", found.whole() ? "whole, " + found.entries() : found.why());
        return found;
    }

    /** Writes one entry when everything else of the transaction is done. */
    private final class Last implements TransactionSynchronization, Ordered {
        private final Draft draft;
        private boolean written;

        Last(Draft draft) {
            this.draft = draft;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            chain.append(draft);
            written = true;
        }

        /** What was noted while the transaction was already committing is not asked before; it is written after. */
        @Override
        public void afterCompletion(int status) {
            if (!written && status == STATUS_COMMITTED) {
                alone.executeWithoutResult(s -> chain.append(draft));
            }
        }
    }
}
