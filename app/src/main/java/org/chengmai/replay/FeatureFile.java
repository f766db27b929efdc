package org.chengmai.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.replay.Recording.Moment;
import org.chengmai.replay.Recording.Thing;

/** Records without a clock: a row a second, a column a channel. The label of a row is not sent. */
final class FeatureFile {

    private static final long SECOND_MILLIS = 1_000;

    private FeatureFile() {}

    /** Smoke detection IoT data set: {@code ,Temperature[C],Humidity[%],eCO2[ppm],Fire Alarm}. */
    static Recording smoke(String csv) {
        Map<String, String> channels = new LinkedHashMap<>();
        channels.put("Temperature[C]", "temperature");
        channels.put("Humidity[%]", "humidity");
        channels.put("eCO2[ppm]", "eco2");
        return read(csv, "smoke", channels);
    }

    /** BroadNet series arc data set: six features of a window of the current. */
    static Recording arc(String csv) {
        Map<String, String> channels = new LinkedHashMap<>();
        channels.put("variance", "variance");
        channels.put("stagnation_time", "stagnation");
        channels.put("integral", "integral");
        channels.put("mean_square", "meanSquare");
        channels.put("fundamental_freq", "fundamental");
        channels.put("third_harmonic", "thirdHarmonic");
        return read(csv, "arc", channels);
    }

    private static Recording read(String csv, String kind, Map<String, String> channels) {
        List<Moment> moments = new ArrayList<>();
        Recordings.rows(csv, List.copyOf(channels.keySet()), row -> {
            Map<String, Double> values = new LinkedHashMap<>();
            channels.forEach((column, channel) -> values.put(channel, row.number(column)));
            moments.add(new Moment("sensor", moments.size() * SECOND_MILLIS, values));
        });
        return Recording.of(List.of(new Thing("sensor", kind, null, null)), moments);
    }
}
