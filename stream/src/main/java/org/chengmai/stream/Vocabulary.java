package org.chengmai.stream;

import java.util.List;

/**
 * The channel names of one device kind: what a rule of that kind may speak of. Channels are numbered 0..n-1 in the order of
 * {@link #channels()}. Parameters are named by the {@link RuleSpec} itself.
 */
public interface Vocabulary {

    /** The channel's index, or -1 when the kind has no such channel. */
    int channel(String name);

    /** All channel names, by index. */
    List<String> channels();
}
