package org.chengmai.detection;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kinds;
import org.chengmai.stream.Engine;
import org.springframework.stereotype.Component;

/** What an engine must know of the city beside rules and readings, told in one way to the engine that watches and to those that try. */
@Component
class EngineFeed {

    private final Devices devices;
    private final Kinds kinds;

    EngineFeed(Devices devices, Kinds kinds) {
        this.devices = devices;
        this.kinds = kinds;
    }

    Stream<Device> all() {
        return devices.all();
    }

    Device device(int no) {
        return devices.get(no);
    }

    int number(Device device) {
        return kinds.number(device.kind());
    }

    /** Tells the engine of a new or changed device; one that is switched off is forgotten. */
    void tell(Engine engine, Device device, long knownSinceMillis) {
        if (device.enabled()) {
            engine.device(device.no(), number(device), knownSinceMillis, parameters(device));
        } else {
            engine.forget(device.no());
        }
    }

    /** What the kind says of silence, then what the device has of its own. */
    Map<String, Double> parameters(Device device) {
        Map<String, Double> parameters = new HashMap<>();
        kinds.find(device.kind()).ifPresent(kind -> parameters.put("silentMinutes", (double) kind.silentMinutes()));
        parameters.putAll(device.parameters());
        return parameters;
    }
}
