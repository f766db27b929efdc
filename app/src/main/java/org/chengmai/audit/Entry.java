package org.chengmai.audit;

import java.time.Instant;

/**
 * One line of the audit.
 *
 * @param seq counts from 1 without a gap
 * @param account 0 for the city itself and for the public
 * @param refused whether it was only tried
 * @param hash SHA-256 over the previous hash and this entry, 64 hex digits
 */
public record Entry(
        long seq,
        Instant at,
        long account,
        String login,
        String action,
        String subject,
        String detail,
        boolean refused,
        String hash) {}
