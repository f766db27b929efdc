package org.chengmai.stream;

/**
 * Who is told of alarms, on the engine's thread, in the order they happen. {@code rule} is the rule's index in the
 * {@link RuleBook} installed at that moment; times are event times in milliseconds since 1970 UTC. {@code value} is the
 * reading that tipped it; where a timer did, the value of the rule's channel heard last (NaN when none was heard). Between
 * two {@code raised} of one device and rule there is always a {@code cleared}. A listener calls nothing of the engine and
 * throws nothing.
 */
public interface AlarmListener {

    /** The rule holds for the device from now on. */
    void raised(int device, int rule, long atMillis, double value);

    /** A later counted reading arrived on a channel of the rule while its alarm is active. */
    void updated(int device, int rule, long atMillis, double value);

    /** The alarm is over: by its clear condition, or because its rule or device went away. */
    void cleared(int device, int rule, long atMillis, double value);

    /**
     * The level of an active alarm is another: the number of the highest of the rule's levels that is TRUE, 0 when none is.
     * Told after {@code raised} when an alarm begins above 0; an alarm that is over has none.
     */
    default void level(int device, int rule, long atMillis, double value, int level) {}

    /** The engine has worked out a value of a channel by itself, see {@link Derivation}. Told before what follows from it. */
    default void derived(int device, int channel, long atMillis, double value) {}
}
