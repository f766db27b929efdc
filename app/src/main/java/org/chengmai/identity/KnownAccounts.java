package org.chengmai.identity;

import java.util.List;
import org.chengmai.kernel.Role;

/** Accounts that the sign-in page names, because everybody may use them: those of the example district. A city has none. */
public interface KnownAccounts {

    /**
     * One of them.
     *
     * @param where names of its place or its unit
     */
    record Known(String login, String name, Role role, String where) {}

    /** The one password of all of them. */
    String password();

    List<Known> list();
}
