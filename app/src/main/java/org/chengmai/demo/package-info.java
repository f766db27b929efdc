/**
 * The example district, made up and played through the real doors: people, units, 2,000 devices that send over MQTT,
 * troubles, and people who carry cases to their end. Runs only with {@code chengmai.demo=true}; owns no tables and no pages.
 * Everything it makes is marked as simulated.
 */
@NullMarked
package org.chengmai.demo;

import org.jspecify.annotations.NullMarked;
