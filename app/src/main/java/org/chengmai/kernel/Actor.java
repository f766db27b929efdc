package org.chengmai.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a signed-in person with grants, or the city itself. Web controllers take it as an argument; every door that
 * reads or changes something for a person asks it first.
 *
 * @param account number of the account; 0 for the city itself and for the public
 * @param login what the audit names
 * @param name what people see
 */
public record Actor(long account, String login, String name, List<Grant> grants) {

    /** The city itself, for what no person did: rules, timers, imports at start. */
    public static final Actor CITY = new Actor(0, "city", "城脉", List.of());

    /** A resident who did not sign in. */
    public static final Actor PUBLIC = new Actor(0, "public", "市民", List.of());

    public Actor {
        grants = List.copyOf(grants);
    }

    private boolean isCity() {
        return account == 0 && "city".equals(login);
    }

    /** How far the right to {@code act} goes; empty when there is none. */
    public Reach reach(Act act) {
        if (isCity()) {
            return Reach.EVERYTHING;
        }
        List<Grant> giving = grants.stream().filter(g -> g.role().may(act)).toList();
        List<String> places = giving.stream()
                .filter(g -> !g.role().boundToUnit())
                .map(Grant::place)
                .toList();
        List<String> units = giving.stream().mapMulti(Actor::unitOf).distinct().toList();
        return new Reach(places, units, account);
    }

    private static void unitOf(Grant grant, java.util.function.Consumer<String> to) {
        if (grant.unit() != null) {
            to.accept(grant.unit());
        }
    }

    /** Whether the actor holds the right anywhere. */
    public boolean may(Act act) {
        return isCity() || grants.stream().anyMatch(g -> g.role().may(act));
    }

    /** Whether the actor holds the right in this place. */
    public boolean may(Act act, String place) {
        return reach(act).covers(place);
    }

    /** Passes only with the right in this place; otherwise refuses as forbidden. */
    public void needs(Act act, String place) {
        if (!may(act, place)) {
            throw refused(act, place);
        }
    }

    /** Passes only with the right in this place or for this unit; otherwise refuses as forbidden. */
    public void needs(Act act, String place, @Nullable String unit) {
        if (!reach(act).covers(place, unit)) {
            throw refused(act, place);
        }
    }

    /** Passes only with the right somewhere; otherwise refuses as forbidden. */
    public void needs(Act act) {
        if (!may(act)) {
            throw refused(act, "");
        }
    }

    private Refusal refused(Act act, String place) {
        return Refusal.forbidden(
                "forbidden",
                "Expected %s to hold %s in '%s', but no role gives it.".formatted(login, act, place),
                name,
                act,
                place);
    }
}
