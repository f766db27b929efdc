package org.chengmai.bench.peers;

/** A reading of the knock channel as an event of Drools, which asks for getters. */
public record Knock(int device, double value, long at) {
    public int getDevice() {
        return device;
    }

    public double getValue() {
        return value;
    }

    public long getAt() {
        return at;
    }
}
