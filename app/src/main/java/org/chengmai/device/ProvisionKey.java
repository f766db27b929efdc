package org.chengmai.device;

import java.time.Instant;

/**
 * What lets devices of a kind ask for their own token. The secret that belongs to it is told once and kept as a hash.
 *
 * @param key what the device shows beside the secret
 * @param place path in the area tree in which the devices stand
 * @param most how many devices it serves
 * @param made how many it has served
 * @param refused how often somebody who showed it was turned away
 * @param ends when it stops serving
 * @param enabled whether it serves at all
 */
public record ProvisionKey(
        String key,
        String kind,
        String place,
        Strategy strategy,
        int most,
        int made,
        long refused,
        Instant ends,
        boolean enabled,
        Instant created) {

    /** Which devices a key serves; the two strategies of ThingsBoard's device profiles. */
    public enum Strategy {
        /** Devices that nobody knows yet: they are entered; a name that is taken is refused. */
        NEW,
        /** Devices that are entered already: they are told the token they have, again when they ask again. */
        KNOWN
    }
}
