package org.chengmai.device;

import org.chengmai.device.intake.MqttDoor;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.FirstAdministratorCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** The doors for devices: MQTT and HTTP. They open once the city has its first administrator. */
@Service
public class Intake implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final MqttDoor mqtt;
    private final Accounts accounts;
    private volatile boolean running;
    private volatile boolean open;

    // Readings comes first: the pump must run before the doors open.
    Intake(MqttDoor mqtt, Accounts accounts) {
        this.mqtt = mqtt;
        this.accounts = accounts;
    }

    /** The port that MQTT listens on; 0 while it is closed. */
    public int mqttPort() {
        return mqtt.port();
    }

    /** Whether devices may come in. */
    public boolean isOpen() {
        return open;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void begin(FirstAdministratorCreated event) {
        open();
    }

    private synchronized void open() {
        if (running && !open) {
            mqtt.open();
            open = true;
            LOG.info("Devices may connect: MQTT on port {}.", mqtt.port());
        }
    }

    @Override
    public void start() {
        running = true;
        if (!accounts.empty()) {
            open();
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        open = false;
        mqtt.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Readings.PUMP_PHASE + 1_000;
    }
}
