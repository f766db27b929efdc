/**
 * From readings to alarms: owns the scenes (what to watch, as files), the alarms they raise, and the checkpoint from which
 * the rule engine goes on after a crash. Drives {@link org.chengmai.stream.Engine} on the intake's pump thread, commits
 * every transition before the next batch, and reports alarms meant for people to {@code cases}, once each.
 */
@NullMarked
package org.chengmai.detection;

import org.jspecify.annotations.NullMarked;
