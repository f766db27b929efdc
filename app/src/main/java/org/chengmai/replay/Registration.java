package org.chengmai.replay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay asks of the city it runs beside: a gateway, and below it the devices of the record.
 *
 * @param area id of the area they stand in; null takes the city's first
 * @param parameters of every device's own
 */
public record Registration(
        String gateway, @Nullable String area, Map<String, Double> parameters, List<Device> devices) {

    /** A device to be registered. */
    public record Device(String id, String name, String kind) {}

    /** The way in: the gateway's token and the port of MQTT. */
    public record WayIn(String token, int mqttPort) {}

    /** What the city leaves in its data folder for programs that may read it. */
    public record Note(int port, String secret) {}

    /** Name of the note in the data folder. */
    public static final String NOTE = "replay.json";

    public Registration {
        parameters = Map.copyOf(parameters);
        devices = List.copyOf(devices);
    }
}
