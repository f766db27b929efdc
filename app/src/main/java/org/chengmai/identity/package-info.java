/**
 * Who may come in: accounts with slow password hashes, sessions kept in the database, the lock after five failures,
 * responsible units, and grants (a role in a place). Owns schema {@code identity}, the sign-in and first-start pages and
 * the frame of every page. Everybody above asks {@link org.chengmai.identity.Accounts} who works where.
 */
@NullMarked
@ApplicationModule
package org.chengmai.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
