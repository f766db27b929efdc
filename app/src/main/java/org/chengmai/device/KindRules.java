package org.chengmai.device;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.chengmai.device.model.Lateness;
import org.chengmai.kernel.Refusal;

/** What a kind must look like. */
final class KindRules {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final int MOST_CHANNELS = 256;

    private KindRules() {}

    static void check(Kind kind) {
        if (!CODE.matcher(kind.id()).matches()) {
            throw Refusal.badInput(
                    "kind.id",
                    "Expected a code of small letters, digits and dashes for the kind, but got '%s'."
                            .formatted(kind.id()),
                    kind.id());
        }
        if (kind.name().zh().isBlank() || kind.symbol().isBlank() || kind.silentMinutes() < 1) {
            throw Refusal.badInput(
                    "kind.incomplete",
                    "Expected a name, a symbol and the minutes to silence of kind '%s', but one is missing."
                            .formatted(kind.id()),
                    kind.id());
        }
        if (kind.lateMillis() < 0 || kind.lateMillis() > Lateness.LONGEST_MILLIS) {
            throw Refusal.badInput(
                    "kind.late",
                    "Expected readings of kind '%s' to be late by up to 10 minutes, as in '5 s', '200 ms' or '2 min', but got something else."
                            .formatted(kind.id()),
                    kind.id());
        }
        if (kind.perMinute() < 0 || kind.perMinute() > Kind.MOST_PER_MINUTE) {
            throw Refusal.badInput(
                    "kind.limit",
                    "Expected 0 (no limit) to %d messages a minute for kind '%s', but got %d."
                            .formatted(Kind.MOST_PER_MINUTE, kind.id(), kind.perMinute()),
                    Kind.MOST_PER_MINUTE,
                    kind.id(),
                    kind.perMinute());
        }
        if (kind.channels().size() > MOST_CHANNELS) {
            throw Refusal.badInput(
                    "kind.channels",
                    "Expected at most %d channels in kind '%s', but there are %d."
                            .formatted(MOST_CHANNELS, kind.id(), kind.channels().size()),
                    MOST_CHANNELS,
                    kind.id());
        }
        Set<String> names = new HashSet<>();
        kind.channels().forEach(channel -> check(kind, channel, names));
        checkSpots(kind);
        boolean identifies = kind.channels().stream().anyMatch(c -> c.type() == Channel.Type.IDENTIFIER);
        boolean listed = kind.channel(Kind.LISTED)
                .map(c -> c.type() == Channel.Type.SWITCH)
                .orElse(false);
        if (identifies && !listed) {
            throw Refusal.badInput(
                    "kind.identifier",
                    "Expected a switch 'listed' in kind '%s', which has an identifier, but there is none."
                            .formatted(kind.id()),
                    kind.id());
        }
    }

    private static void checkSpots(Kind kind) {
        long spots = kind.channels().stream()
                .filter(c -> c.type() == Channel.Type.SPOT)
                .count();
        if (spots > Spots.MOST_CHANNELS) {
            throw Refusal.badInput(
                    "kind.spots",
                    "Expected at most %d channels of type spot in kind '%s', but there are %d."
                            .formatted(Spots.MOST_CHANNELS, kind.id(), spots),
                    Spots.MOST_CHANNELS,
                    kind.id());
        }
    }

    private static void check(Kind kind, Channel channel, Set<String> names) {
        if (!NAME.matcher(channel.name()).matches() || !names.add(channel.name())) {
            throw Refusal.badInput(
                    "kind.channel",
                    "Expected channels of kind '%s' with names of their own in letters, digits and _, but got '%s'."
                            .formatted(kind.id(), channel.name()),
                    kind.id(),
                    channel.name());
        }
        Double min = channel.min();
        Double max = channel.max();
        if (min != null && max != null && min > max) {
            throw Refusal.badInput(
                    "kind.range",
                    "Expected the smallest value of channel '%s' below the largest, but got %s and %s."
                            .formatted(channel.name(), min, max),
                    channel.name(),
                    min,
                    max);
        }
    }
}
