/** The same few rules on the same readings in three engines: ours, Apache Flink and Drools. Never shipped. */
@NullMarked
package org.chengmai.bench.peers;

import org.jspecify.annotations.NullMarked;
