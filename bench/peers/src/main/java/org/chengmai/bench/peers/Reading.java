package org.chengmai.bench.peers;

/** A reading as Flink likes its records: public fields and no constructor, so that its own fast serializer takes it. */
public final class Reading {
    public int device;
    public int channel;
    public long at;
    public double value;
}
