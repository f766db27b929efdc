package org.chengmai.detection;

import java.util.List;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.chengmai.stream.Derivation;
import org.chengmai.stream.Vocabulary;

/** The channels of a kind as the words of its rules. */
final class KindChannels implements Vocabulary {

    /** By index; an identifier has no readings and so no name. */
    private final List<String> names;

    private final List<String> channels;
    private final long lateMillis;
    private final Derivation derives;

    KindChannels(Kind kind) {
        this.names = kind.channels().stream()
                .map(c -> c.type() == Channel.Type.IDENTIFIER || c.type() == Channel.Type.SPOT ? "" : c.name())
                .toList();
        this.channels = names.stream().filter(name -> !name.isEmpty()).toList();
        this.lateMillis = kind.lateMillis();
        this.derives = kind.derives();
    }

    @Override
    public int channel(String name) {
        return name.isEmpty() ? -1 : names.indexOf(name);
    }

    @Override
    public long lateMillis() {
        return lateMillis;
    }

    @Override
    public Derivation derives() {
        return derives;
    }

    @Override
    public List<String> channels() {
        return channels;
    }
}
