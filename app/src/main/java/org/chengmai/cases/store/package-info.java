/** Where cases lie: the schema {@code cases} of the database, SQL in sight. Every method runs in its caller's transaction. */
@NullMarked
package org.chengmai.cases.store;

import org.jspecify.annotations.NullMarked;
