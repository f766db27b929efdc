package org.chengmai.cases.model;

import java.util.Locale;

/** What kinds of things happen to a case; stored in lower case, so a name is never changed. */
public enum EventKind {
    REPORTED("report", "reported"),
    ACCEPTED("accept", "accepted"),
    REGISTERED("register", "registered"),
    DISPATCHED("dispatch", "dispatched"),
    REASSIGNED("reassign", "reassigned"),
    TAKEN("take", "took"),
    ARRIVED("arrive at", "arrived at"),
    FED_BACK("feed back on", "fed back on"),
    VERIFIED("verify", "verified"),
    CLOSED("close", "closed"),
    GIVEN_BACK("give back", "gave back"),
    UNLOCKED("unlock", "unlocked"),
    REWORKED("order rework of", "ordered rework of"),
    RETURNED_TO_REGISTRAR("return to the registrar", "returned to the registrar"),
    RETURNED_TO_REPORTER("return to the reporter", "returned to the reporter"),
    VOIDED("void", "voided"),
    NOTED("note on", "noted on"),
    OBSERVED("observe", "observed"),
    OVERDUE("run over", "ran over"),
    RATED("rate", "rated");

    private final String wish;
    private final String past;

    EventKind(String wish, String past) {
        this.wish = wish;
        this.past = past;
    }

    /** As in "Expected to <i>dispatch</i> case C-8123". */
    public String wish() {
        return wish;
    }

    /** As in "王丽 <i>dispatched</i> it". */
    public String past() {
        return past;
    }

    /** As stored and as told to webhooks: {@code given_back}. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EventKind ofStored(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
