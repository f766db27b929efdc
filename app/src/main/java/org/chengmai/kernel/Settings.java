package org.chengmai.kernel;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation runs, from the command line.
 *
 * @param data folder of everything that must survive: the embedded database, the first-start code
 * @param postgresUrl JDBC address of a real server ({@code jdbc:postgresql://…}); empty runs the embedded one
 * @param simulated whether this is the example district: its data and its people are made up, and every page says so
 */
@ConfigurationProperties("chengmai")
public record Settings(
        @DefaultValue("data") Path data,
        @Nullable String postgresUrl,
        @DefaultValue("false") boolean simulated) {}
