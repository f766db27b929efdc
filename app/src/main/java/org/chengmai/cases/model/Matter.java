package org.chengmai.cases.model;

import java.time.Duration;
import org.chengmai.kernel.Bilingual;

/**
 * A kind of case the city takes up.
 *
 * @param code {@code 事项-02003} (kind and number of the standard), {@code S-B4} (a scene's), {@code C-07} (the city's own)
 * @param group what it is listed under
 * @param limit how long handling may take on {@code clock}; whole days on the two clocks of days
 * @param needsPhoto whether feedback needs a photo
 */
public record Matter(String code, Bilingual name, String group, Duration limit, ClockKind clock, boolean needsPhoto) {}
