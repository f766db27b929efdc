package org.chengmai.stream;

import java.util.List;

/**
 * The channel names of one device kind: what a rule of that kind may speak of. Channels are numbered 0..n-1 in the order of
 * {@link #channels()}. Parameters are named by the {@link RuleSpec} itself.
 */
public interface Vocabulary {

    /** Of a kind that is not known: nothing can be said. */
    Vocabulary NONE = new Vocabulary() {
        @Override
        public int channel(String name) {
            return -1;
        }

        @Override
        public List<String> channels() {
            return List.of();
        }
    };

    /** The channel's index, or -1 when the kind has no such channel. */
    int channel(String name);

    /** All channel names, by index. */
    List<String> channels();

    /**
     * By how much, in milliseconds, a reading of the kind may be out of order: readings wait that long to be judged in the
     * order of their event time. 0 judges each as it comes.
     */
    default long lateMillis() {
        return 0;
    }

    /** What the engine works out by itself from readings of the kind. */
    default Derivation derives() {
        return Derivation.NONE;
    }
}
