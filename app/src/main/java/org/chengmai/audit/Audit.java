package org.chengmai.audit;

import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.springframework.stereotype.Service;

/**
 * The door of the audit. Call {@link #record} within the transaction of the act, {@link #recordRefused} when it was turned
 * away, and {@code record(actor, "see.personal", subject, why)} whenever personal data is shown in full.
 */
@Service
public class Audit {

    /**
     * Notes an act. Inside a transaction the entry is written last, just before the commit, and vanishes with a rollback;
     * outside it is written at once.
     *
     * @param action what was done, {@code module.verb}: {@code case.assign}, {@code see.personal}
     * @param subject on what: {@code C-12}
     * @param detail short text or JSON without personal data
     */
    public void record(Actor actor, String action, String subject, String detail) {
        throw new UnsupportedOperationException();
    }

    /** Notes an attempt that was turned away; stays even when the caller's transaction rolls back. */
    public void recordRefused(Actor actor, String action, String subject, String why) {
        throw new UnsupportedOperationException();
    }

    /** The newest entries first, as far as the actor may see them. */
    public Page<Entry> list(Actor actor, Filter filter, int page) {
        throw new UnsupportedOperationException();
    }

    /** Walks the whole chain and tells the first entry that does not fit. */
    public Verification verify(Actor actor) {
        throw new UnsupportedOperationException();
    }
}
