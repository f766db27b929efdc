package org.chengmai.device.intake;

import java.util.Arrays;
import org.chengmai.device.Device;
import org.chengmai.device.Spots;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The values of one object of a payload, before its time is known. Made to be reused by one thread at a time. */
final class Held {

    int size;
    int[] channels = new int[32];
    double[] values = new double[32];

    /** Number of the watch list's entry that wants what was read; 0 for none. */
    long wanted;

    private final @Nullable String[] spot = new @Nullable String[Spots.MOST_CHANNELS];
    private boolean spotted;

    void add(int channel, double value) {
        if (size == values.length) {
            channels = Arrays.copyOf(channels, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        channels[size] = channel;
        values[size++] = value;
    }

    /** What the object says under one of the channels that name a spot. */
    void spot(int part, JsonParser json, JsonToken token) {
        spot[part] = token.isScalarValue() && token != JsonToken.VALUE_NULL ? json.getString() : null;
        spotted = true;
        json.skipChildren();
    }

    /** Number of the device that the object is about: a spot of the one that spoke, which notes which, or that one itself. */
    int about(Device of, Words words, Registry registry, Message message, long at) {
        String label = spotted ? Spots.label(Arrays.asList(spot)) : "";
        Device about = label.isEmpty() ? of : registry.spot(of, label);
        if (about.no() != of.no()) {
            message.add(of.no(), words.indexOf(words.spots().getFirst()), at, Spots.number(about));
        }
        return about.no();
    }

    void clear() {
        size = 0;
        wanted = 0;
        if (spotted) {
            Arrays.fill(spot, null);
            spotted = false;
        }
    }
}
