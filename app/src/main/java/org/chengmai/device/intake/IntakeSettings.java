package org.chengmai.device.intake;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Lets the intake have its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MqttSettings.class, IntakeLimits.class})
class IntakeSettings {}
