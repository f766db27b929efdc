package org.chengmai.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one gateway has still to send: readings of its devices as JSON, in batches. What the city did not take is sent again. */
final class Outbox {

    private static final int DEVICES_A_MESSAGE = 120;

    private final Gateway gateway;
    private Map<String, List<String>> waiting = new LinkedHashMap<>();

    Outbox(Gateway gateway) {
        this.gateway = gateway;
    }

    void add(String device, long atMillis, Map<String, Number> values) {
        StringBuilder json = new StringBuilder("{\"ts\":").append(atMillis).append(",\"values\":{");
        String comma = "";
        for (Map.Entry<String, Number> value : values.entrySet()) {
            json.append(comma).append('"').append(value.getKey()).append("\":").append(value.getValue());
            comma = ",";
        }
        waiting.computeIfAbsent(device, d -> new ArrayList<>())
                .add(json.append("}}").toString());
    }

    /** Sends all of it. */
    void flush() throws IOException {
        while (!waiting.isEmpty()) {
            List<String> devices =
                    waiting.keySet().stream().limit(DEVICES_A_MESSAGE).toList();
            StringBuilder message = new StringBuilder("{");
            String comma = "";
            for (String device : devices) {
                message.append(comma)
                        .append('"')
                        .append(device)
                        .append("\":[")
                        .append(String.join(",", waiting.getOrDefault(device, List.of())))
                        .append(']');
                comma = ",";
            }
            gateway.publish(message.append('}').toString());
            devices.forEach(waiting::remove);
        }
    }

    void close() throws IOException {
        gateway.close();
    }
}
