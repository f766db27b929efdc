package org.chengmai.identity;

import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may manage whom: an administrator reaches the accounts of his own place, gives no grant beyond it, touches nobody
 * who holds one beyond it, and never himself. Administration and audit are two people (三权分立).
 */
final class PeopleRule {

    private PeopleRule() {}

    /** Passes when {@code by} may see the account among the people he manages. */
    static void needsToSee(Actor by, Account account) {
        if (!by.may(Act.MANAGE_PEOPLE, account.place())) {
            throw unknown(account.id());
        }
    }

    /** Passes when {@code by} may change the account. */
    static void needsToChange(Actor by, Account account) {
        needsToSee(by, account);
        Reach reach = by.reach(Act.MANAGE_PEOPLE);
        if (!account.grants().stream().allMatch(g -> reach.covers(g.place()))) {
            throw Refusal.forbidden(
                    "people.beyond",
                    "Expected %s to change account %s, but it holds a role beyond that reach."
                            .formatted(by.login(), account.login()),
                    account.name());
        }
    }

    /** Nobody changes his own grants or closes himself: a second person stands behind every right. */
    static void notSelf(Actor by, Account account) {
        if (by.account() == account.id()) {
            throw Refusal.forbidden(
                    "people.self",
                    "Expected another administrator to change account %s, but it is one's own."
                            .formatted(account.login()));
        }
    }

    /** Passes when {@code by} may give this grant to this account. */
    static void needsToGrant(Actor by, Account account, Grant grant, @Nullable Unit unit) {
        by.needs(Act.MANAGE_PEOPLE, grant.place());
        if (grant.role().boundToUnit() && unit == null) {
            throw Refusal.badInput(
                    "people.unit-missing",
                    "Expected a unit for role %s, but none was given.".formatted(grant.role()),
                    grant.role());
        }
        if (unit != null) {
            by.needs(Act.MANAGE_PEOPLE, unit.place());
        }
        Role other = grant.role() == Role.AUDITOR ? Role.ADMINISTRATOR : Role.AUDITOR;
        boolean both = (grant.role() == Role.AUDITOR || grant.role() == Role.ADMINISTRATOR) && account.holds(other);
        if (both) {
            throw Refusal.conflict(
                    "people.separation",
                    "Expected account %s to hold %s, but it holds %s already; they are two people."
                            .formatted(account.login(), grant.role(), other),
                    account.name());
        }
    }

    static Refusal unknown(long id) {
        return Refusal.notFound("people.unknown", "Expected account %d, but there is none.".formatted(id), id);
    }
}
