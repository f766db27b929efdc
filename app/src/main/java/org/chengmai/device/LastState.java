package org.chengmai.device;

/** What is known of a device now: when it was heard, and the newest value of each channel. */
public final class LastState {

    private final long seenMillis;
    private final double[] values;
    private final long[] atMillis;

    LastState(long seenMillis, double[] values, long[] atMillis) {
        this.seenMillis = seenMillis;
        this.values = values;
        this.atMillis = atMillis;
    }

    /** When it was last heard, by the city's clock; 0 for never. */
    public long seenMillis() {
        return seenMillis;
    }

    public boolean heard() {
        return seenMillis > 0;
    }

    /** Newest value of a channel, by channel index; NaN where there is none yet. */
    public double value(int channel) {
        return channel < values.length ? values[channel] : Double.NaN;
    }

    /** Event time of that value; 0 where there is none yet. */
    public long atMillis(int channel) {
        return channel < atMillis.length ? atMillis[channel] : 0;
    }
}
