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

    Words(Kind kind, int number) {
        this.kind = kind;
        this.number = number;
        List<Channel> all = kind.channels();
        this.channels = all.toArray(Channel[]::new);
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

    /** Whether this channel can have this value. */
    public boolean holds(int channel, double value) {
        return channels[channel].holds(value);
    }
}
