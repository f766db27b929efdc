package org.chengmai.device.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the limits of kinds hold.
 *
 * @param limits false lets every device send as much as it likes, for measuring
 */
@ConfigurationProperties("chengmai.intake")
record IntakeLimits(@DefaultValue("true") boolean limits) {}
