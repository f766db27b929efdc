package org.chengmai.detection;

import java.util.List;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.chengmai.stream.Vocabulary;

/** The channels of a kind as the words of its rules. */
final class KindChannels implements Vocabulary {

    private final List<String> channels;
    private final long lateMillis;

    KindChannels(Kind kind) {
        this.channels = kind.channels().stream().map(Channel::name).toList();
        this.lateMillis = kind.lateMillis();
    }

    @Override
    public int channel(String name) {
        return channels.indexOf(name);
    }

    @Override
    public long lateMillis() {
        return lateMillis;
    }

    @Override
    public List<String> channels() {
        return channels;
    }
}
