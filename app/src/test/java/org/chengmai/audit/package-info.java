/** Proof that the audit holds against its own database. */
@NullMarked
package org.chengmai.audit;

import org.jspecify.annotations.NullMarked;
