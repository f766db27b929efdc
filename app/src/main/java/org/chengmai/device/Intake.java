package org.chengmai.device;

import org.springframework.stereotype.Service;

/** The doors for devices: MQTT and HTTP. They open once the city has its first administrator. */
@Service
public class Intake {

    /** The port that MQTT listens on; 0 while it is closed. */
    public int mqttPort() {
        throw new UnsupportedOperationException();
    }
}
