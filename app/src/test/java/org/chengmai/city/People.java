package org.chengmai.city;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;

/** People of a test: {@code People.of(accounts).with(Role.DISPATCHER, "d/s1/")} makes one of a fresh login. */
public final class People {

    /** The password of everybody. */
    public static final String PASSWORD = "Right-pass-1";

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Accounts accounts;

    private People(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The people of this city; makes sure that it has an administrator, so that its pages are open. */
    public static People of(Accounts accounts) {
        People people = new People(accounts);
        if (accounts.empty()) {
            people.with(Role.ADMINISTRATOR, "");
        }
        return people;
    }

    public Account with(Role role, String place) {
        return with(role, place, null);
    }

    public Account with(Role role, String place, @Nullable String unit) {
        String login = "p" + NEXT.incrementAndGet() + "." + role.name().toLowerCase(java.util.Locale.ROOT);
        long id = accounts.create(
                Actor.CITY,
                new NewAccount(login, login, "13800001234", PASSWORD, place, List.of(new Grant(role, place, unit))));
        return accounts.find(id).orElseThrow();
    }

    /** The actor of a fresh account. */
    public Actor actor(Role role, String place) {
        return accounts.actor(with(role, place).id());
    }
}
