package org.chengmai.device;

import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Bilingual;

/**
 * What all devices of a sort have in common.
 *
 * @param id code, such as {@code smoke}
 * @param symbol one or two characters that stand for it on maps
 * @param channels in the order of their index
 * @param silentMinutes a device that was not heard for longer counts as silent
 * @param gateway whether its devices speak for other devices
 * @param lateMillis by how much its readings may be out of order; they are judged in order, that much later
 */
public record Kind(
        String id,
        Bilingual name,
        String symbol,
        List<Channel> channels,
        int silentMinutes,
        boolean gateway,
        long lateMillis) {

    /** A day. */
    public static final int SILENT_MINUTES = 24 * 60;

    public Kind {
        channels = List.copyOf(channels);
    }

    /** A kind whose readings are judged as they come. */
    public Kind(String id, Bilingual name, String symbol, List<Channel> channels, int silentMinutes, boolean gateway) {
        this(id, name, symbol, channels, silentMinutes, gateway, 0);
    }

    /** The kind with other channels. */
    public Kind with(List<Channel> others) {
        return new Kind(id, name, symbol, others, silentMinutes, gateway, lateMillis);
    }

    /** A kind that is no gateway and silent after a day. */
    public Kind(String id, Bilingual name, String symbol, List<Channel> channels) {
        this(id, name, symbol, channels, SILENT_MINUTES, false);
    }

    public Optional<Channel> channel(String channelName) {
        return channels.stream().filter(c -> c.name().equals(channelName)).findFirst();
    }
}
