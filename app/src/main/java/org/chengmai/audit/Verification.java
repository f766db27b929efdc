package org.chengmai.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a walk along the chain found.
 *
 * @param entries how many entries held before the end or the break
 * @param brokenAt number of the first entry that does not fit; null when the chain is whole
 * @param why what does not fit there, one sentence; empty when the chain is whole
 */
public record Verification(long entries, @Nullable Long brokenAt, String why) {

    public boolean whole() {
        return brokenAt == null;
    }
}
