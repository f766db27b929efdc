package org.chengmai.stream;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the engine works out by itself from the readings of a kind: an estimator that reads some channels of a device and
 * writes others, which rules then read like any channel.
 */
public enum Derivation {
    /** Nothing. */
    NONE("", List.of(), List.of()),

    /**
     * Where a lift's car is, how fast it goes and how far it stands from a landing, in metres, metres a second and
     * millimetres, from its vertical acceleration in m/s² at 50 Hz or more and its switches; see {@link LiftMotion}.
     */
    LIFT_MOTION(
            "lift-motion",
            List.of("acceleration", "level", "base", "doorOpen"),
            List.of("position", "speed", "offset"));

    private final String id;
    private final List<String> reads;
    private final List<String> writes;

    Derivation(String id, List<String> reads, List<String> writes) {
        this.id = id;
        this.reads = reads;
        this.writes = writes;
    }

    /** How it is written in a kind's file. */
    public String id() {
        return id;
    }

    /** The channels that it reads and writes, which the kind must have. */
    public List<String> channels() {
        return Stream.concat(reads.stream(), writes.stream()).toList();
    }

    /**
     * The derivation of a name.
     *
     * @throws IllegalArgumentException when there is none of it
     */
    public static Derivation of(String id) {
        return Stream.of(values())
                .filter(one -> one.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a derivation such as lift-motion, but found '" + id + "'."));
    }
}
