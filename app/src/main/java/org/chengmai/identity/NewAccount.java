package org.chengmai.identity;

import java.util.List;
import org.chengmai.kernel.Grant;

/**
 * What it takes to open an account.
 *
 * @param login 2 to 40 letters, digits, dots, dashes or underscores
 * @param phone empty when none is known
 * @param password at least 8 characters, of three of the four classes
 * @param place where the account belongs in the area tree
 */
public record NewAccount(String login, String name, String phone, String password, String place, List<Grant> grants) {

    public NewAccount {
        grants = List.copyOf(grants);
    }
}
