package org.chengmai.device.model;

import java.util.List;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;

/** The channels of a kind as the hot path asks for them: by name, without allocation. Immutable. */
public final class Words {

    private final Kind kind;
    private final int number;
    private final String[] names;
    private final Channel[] channels;
    private final boolean identifies;
    private final List<String> spots;

    Words(Kind kind, int number) {
        this.kind = kind;
        this.number = number;
        List<Channel> all = kind.channels();
        this.channels = all.toArray(Channel[]::new);
        this.identifies = all.stream().anyMatch(c -> c.type() == Channel.Type.IDENTIFIER);
        this.spots = all.stream()
                .filter(c -> c.type() == Channel.Type.SPOT)
                .map(Channel::name)
                .toList();
        this.names = all.stream().map(Channel::name).toArray(String[]::new);
    }

    public Kind kind() {
        return kind;
    }

    public int number() {
        return number;
    }

    public int size() {
        return names.length;
    }

    /** Index of the channel of this name, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a channel of the kind names a thing or a person. */
    public boolean identifies() {
        return identifies;
    }

    /** Whether the channel of this name does. */
    public boolean identifies(String name) {
        int channel = identifies ? indexOf(name) : -1;
        return channel >= 0 && channels[channel].type() == Channel.Type.IDENTIFIER;
    }

    /** Names of the channels that say where, or at which thing, the rest of a message was seen; mostly none. */
    public List<String> spots() {
        return spots;
    }

    /** Whether this channel can have this value. */
    public boolean holds(int channel, double value) {
        return channels[channel].holds(value);
    }
}
