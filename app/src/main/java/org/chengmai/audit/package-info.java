/**
 * Who did, saw and tried what: entries chained by hash, appended and never changed. Owns schema {@code audit}, the check of
 * the chain and the auditor's page. Everybody above writes here; it knows only the kernel.
 */
@NullMarked
package org.chengmai.audit;

import org.jspecify.annotations.NullMarked;
