package org.chengmai.identity;

import java.time.Instant;
import java.util.List;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in.
 *
 * @param login what is typed at the door, lower case, unique
 * @param phoneMasked phone with its middle hidden, {@code 138****0001}; empty when none is known
 * @param place where the account belongs in the area tree; only an administrator who reaches it manages it
 * @param active false once the account is closed: it stays for the history and opens no door
 * @param lockedUntil end of the lock after too many wrong passwords, if there is one
 */
public record Account(
        long id,
        String login,
        String name,
        String phoneMasked,
        String place,
        List<Grant> grants,
        boolean active,
        @Nullable Instant lockedUntil,
        @Nullable Instant lastSignIn) {

    public Account {
        grants = List.copyOf(grants);
    }

    /** Whether any grant gives this role. */
    public boolean holds(Role role) {
        return grants.stream().anyMatch(g -> g.role() == role);
    }
}
