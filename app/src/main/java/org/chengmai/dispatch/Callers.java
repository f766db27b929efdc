package org.chengmai.dispatch;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Role;
import org.springframework.stereotype.Component;

/** Whom to call about a place: the people of a role who are nearest to it in the tree. */
@Component
class Callers {

    private final Accounts accounts;

    Callers(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Accounts whose grant of the role covers the place from nearest above; a street's before the district's. */
    Set<Long> nearest(Role role, String place) {
        List<Account> all = accounts.holding(role, place);
        int nearest = all.stream().mapToInt(a -> depth(a, role, place)).max().orElse(0);
        return all.stream()
                .filter(a -> depth(a, role, place) == nearest)
                .map(Account::id)
                .collect(Collectors.toSet());
    }

    private static int depth(Account account, Role role, String place) {
        return account.grants().stream()
                .filter(g -> g.role() == role && place.startsWith(g.place()))
                .mapToInt(g -> g.place().length())
                .max()
                .orElse(-1);
    }
}
