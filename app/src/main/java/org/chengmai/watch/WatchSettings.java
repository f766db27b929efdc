package org.chengmai.watch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the watch list starts.
 *
 * @param forget erases every entry at the start: the way out where {@code watch.key} is lost for good
 */
@ConfigurationProperties("chengmai.watch")
record WatchSettings(@DefaultValue("false") boolean forget) {}
