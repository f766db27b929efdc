package org.chengmai.identity;

import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Role;
import org.springframework.stereotype.Component;

/** The door to the accounts: who may sign in, as what, where. */
@Component
public class Accounts {

    /** Whether nobody can govern the city yet: no account holds the role of an administrator. */
    public boolean empty() {
        throw new UnsupportedOperationException();
    }

    /** Opens the first administrator's account with the one-time code from the console. */
    public long createFirst(String code, String login, String name, String password) {
        throw new UnsupportedOperationException();
    }

    public long create(Actor by, NewAccount account) {
        throw new UnsupportedOperationException();
    }

    public Optional<Account> find(long id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Account> byLogin(String login) {
        throw new UnsupportedOperationException();
    }

    /** The account, when {@code by} may manage people where it belongs. */
    public Account get(Actor by, long id) {
        throw new UnsupportedOperationException();
    }

    /** The accounts that {@code by} may manage, by name; {@code words} narrows by login or name. */
    public Page<Account> list(Actor by, String words, int page) {
        throw new UnsupportedOperationException();
    }

    /** The account as an actor, grants as of now; refuses when it is closed. */
    public Actor actor(long account) {
        throw new UnsupportedOperationException();
    }

    /** Active accounts with a grant of this role that covers the place. */
    public List<Account> holding(Role role, String place) {
        throw new UnsupportedOperationException();
    }

    /** Active accounts that work for the unit. */
    public List<Account> ofUnit(String unit) {
        throw new UnsupportedOperationException();
    }

    public void resetPassword(Actor by, long id, String password) {
        throw new UnsupportedOperationException();
    }

    public void deactivate(Actor by, long id) {
        throw new UnsupportedOperationException();
    }

    public void activate(Actor by, long id) {
        throw new UnsupportedOperationException();
    }

    public void unlock(Actor by, long id) {
        throw new UnsupportedOperationException();
    }

    public void grant(Actor by, long id, Grant grant) {
        throw new UnsupportedOperationException();
    }

    public void revoke(Actor by, long id, Grant grant) {
        throw new UnsupportedOperationException();
    }

    /** Opens accounts from rows {@code login,name,phone,password,place,role,unit}. */
    public ImportReport importCsv(Actor by, Reader csv) {
        throw new UnsupportedOperationException();
    }
}
