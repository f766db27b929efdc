package org.chengmai.detection;

import java.util.List;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.chengmai.stream.Vocabulary;

/** The channels of a kind as the words of its rules. */
final class KindChannels implements Vocabulary {

    private final List<String> channels;

    KindChannels(Kind kind) {
        this.channels = kind.channels().stream().map(Channel::name).toList();
    }

    @Override
    public int channel(String name) {
        return channels.indexOf(name);
    }

    @Override
    public List<String> channels() {
        return channels;
    }
}
