package org.chengmai.device.intake;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how MQTT is listened for.
 *
 * @param port 0 takes a free one
 * @param tlsCert file with the certificate chain, PEM; without it the connection is plain
 * @param tlsKey file with its private key, PEM, PKCS#8
 */
@ConfigurationProperties("chengmai.mqtt")
record MqttSettings(
        @DefaultValue("1883") int port,
        @Nullable String tlsCert,
        @Nullable String tlsKey) {}
