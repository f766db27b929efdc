package org.chengmai.device.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * When hours of the log settle into files.
 *
 * @param keepHours hours younger than this stay in the database
 * @param leastFree below this much room on the disk, every closed hour settles at once
 * @param pauseSeconds between two looks at what may settle
 * @param memory most that the reading and writing of files may take beside the Java heap
 */
@ConfigurationProperties("chengmai.history")
public record HistorySettings(
        @DefaultValue("24") int keepHours,
        @DefaultValue("5GB") DataSize leastFree,
        @DefaultValue("60") int pauseSeconds,
        @DefaultValue("768MB") DataSize memory) {

    /** Lets the store have its settings. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(HistorySettings.class)
    static class Enabled {}
}
