package org.chengmai.detection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * How the engine takes time.
 *
 * @param catchUp a device whose readings came with old times is taken to be at the present once it has been quiet for so long.
 *     A device with a wrong clock cannot be told from one that delivers late, so as a rule none is: a duration of a device
 *     lasts as long by the city's clock as by its own
 */
@ConfigurationProperties("chengmai.detection")
record DetectionSettings(@DefaultValue("36500d") Duration catchUp) {

    /** Lets detection have its settings. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DetectionSettings.class)
    static class Enabled {}
}
