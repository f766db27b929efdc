package org.chengmai.bench.peers;

/** One device as a fact of Drools: what it said last, and what the rules have found. */
public final class Meter {
    private final int device;
    private double level;
    private double heat;
    private long heardAt;
    private boolean high;
    private long hotSince;
    private boolean hot;
    private long silentSince;
    private boolean knocked;

    Meter(int device) {
        this.device = device;
    }

    void hear(long at, double newLevel, double newHeat) {
        heardAt = at;
        level = newLevel;
        heat = newHeat;
    }

    public int getDevice() {
        return device;
    }

    public double getLevel() {
        return level;
    }

    public double getHeat() {
        return heat;
    }

    public long getHeardAt() {
        return heardAt;
    }

    public boolean isHigh() {
        return high;
    }

    public void setHigh(boolean is) {
        high = is;
    }

    public long getHotSince() {
        return hotSince;
    }

    public void setHotSince(long since) {
        hotSince = since;
    }

    public boolean isHot() {
        return hot;
    }

    public void setHot(boolean is) {
        hot = is;
    }

    /** When it was heard last before it fell silent; 0 while it is not. */
    public long getSilentSince() {
        return silentSince;
    }

    public void setSilentSince(long since) {
        silentSince = since;
    }

    public boolean isKnocked() {
        return knocked;
    }

    public void setKnocked(boolean is) {
        knocked = is;
    }
}
