package org.chengmai.device;

import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Bilingual;
import org.chengmai.stream.Derivation;

/**
 * What all devices of a sort have in common.
 *
 * @param id code, such as {@code smoke}
 * @param symbol one or two characters that stand for it on maps
 * @param channels in the order of their index
 * @param silentMinutes a device that was not heard for longer counts as silent
 * @param gateway whether its devices speak for other devices
 * @param lateMillis by how much its readings may be out of order; they are judged in order, that much later
 * @param perMinute how many messages one of its devices may send in a minute; 0 for as many as it likes
 * @param derives what the engine works out by itself from its readings
 */
public record Kind(
        String id,
        Bilingual name,
        String symbol,
        List<Channel> channels,
        int silentMinutes,
        boolean gateway,
        long lateMillis,
        int perMinute,
        Derivation derives) {

    /** The channel that says whether what was identified is looked for. */
    public static final String LISTED = "listed";

    /** A day. */
    public static final int SILENT_MINUTES = 24 * 60;

    /** A hundred a second: whoever samples at 100 Hz may send every sample by itself. */
    public static final int PER_MINUTE = 6_000;

    public static final int MOST_PER_MINUTE = 1_000_000;

    public Kind {
        channels = List.copyOf(channels);
    }

    /** A kind whose readings are judged as they come. */
    public Kind(String id, Bilingual name, String symbol, List<Channel> channels, int silentMinutes, boolean gateway) {
        this(id, name, symbol, channels, silentMinutes, gateway, 0, perMinute(gateway), Derivation.NONE);
    }

    /** The limit of a kind that says nothing: none for gateways, which speak for many. */
    public static int perMinute(boolean gateway) {
        return gateway ? 0 : PER_MINUTE;
    }

    /** The kind with other channels. */
    public Kind with(List<Channel> others) {
        return new Kind(id, name, symbol, others, silentMinutes, gateway, lateMillis, perMinute, derives);
    }

    /** A kind that is no gateway and silent after a day. */
    public Kind(String id, Bilingual name, String symbol, List<Channel> channels) {
        this(id, name, symbol, channels, SILENT_MINUTES, false);
    }

    public Optional<Channel> channel(String channelName) {
        return channels.stream().filter(c -> c.name().equals(channelName)).findFirst();
    }
}
