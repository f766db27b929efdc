package org.chengmai.replay;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.Options;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param as how to read the file
 * @param speed how many times as fast as it was recorded; infinite is as fast as the city takes it
 * @param data folder of the running city, from which the way in is read; null looks in the usual ones
 * @param host where the city runs, with {@code mqttPort} and {@code token} for one that runs elsewhere
 * @param token of a gateway that is registered there; null registers one through {@code data}
 * @param area id of the area the devices stand in; null takes the city's first
 * @param prefix begins the ids of the devices; null makes new ones each time
 * @param until end of a home's activity
 * @param list only lists the devices as CSV, for an import by hand
 */
record ReplayOptions(
        Path file,
        String as,
        double speed,
        @Nullable Path data,
        String host,
        int mqttPort,
        @Nullable String token,
        @Nullable String area,
        @Nullable String prefix,
        @Nullable String until,
        Map<String, Double> parameters,
        boolean list) {

    static final String USAGE = """
            ./chengmai replay FILE --as KIND [options]
              FILE               a recorded data set, plain or .gz
              --as KIND          home-activity (Ordonez sensors.txt), smoke, arc, parking, or any kind of device
                                 with a CSV of device,ts,channel,value
              --speed N          N times as fast as it was recorded; without it, as fast as the city takes it
              --data DIR         data folder of the running city (else data, then data/demo): devices register by themselves
              --area ID          area the devices stand in (else the city's first)
              --param NAME=N     a parameter of the devices' own, such as limitMinutes=480; may be repeated
              --until TIME       home-activity: nothing moves after this time of the record, the heartbeat goes on
              --prefix ID        begins the ids of the devices (else new ones each time)
            For a city on another machine: --list --prefix ID prints the devices as CSV to import there, then
              --host H --mqtt-port P --token T   sends through the gateway of that token, with the same --prefix
            """;

    private static final int MQTT_PORT = 1883;

    private static final List<String> VALUED = List.of(
            "--as",
            "--speed",
            "--data",
            "--host",
            "--mqtt-port",
            "--token",
            "--area",
            "--prefix",
            "--until",
            "--param");

    ReplayOptions {
        parameters = Map.copyOf(parameters);
    }

    static ReplayOptions parse(List<String> args) {
        Options line = Options.read(USAGE, VALUED, List.of("--list"), 1, args);
        String file = line.word(0);
        String as = line.value("--as");
        if (file == null || as == null) {
            throw line.wrong("Expected a FILE and --as KIND.");
        }
        Map<String, Double> parameters = new HashMap<>();
        for (String parameter : line.values("--param")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], line.decimal("--param", parts.length < 2 ? "" : parts[1]));
        }
        String data = line.value("--data");
        return new ReplayOptions(
                Path.of(file),
                as,
                line.decimal("--speed", Double.POSITIVE_INFINITY),
                data == null ? null : Path.of(data),
                line.value("--host", "localhost"),
                line.number("--mqtt-port", MQTT_PORT),
                line.value("--token"),
                line.value("--area"),
                line.value("--prefix"),
                line.value("--until"),
                parameters,
                line.has("--list"));
    }
}
