/**
 * The words that the door of cases speaks, and the law of a case's life: {@link org.chengmai.cases.model.Life} decides what
 * a command leads to and applies what happened. Pure: no Spring, no SQL, no clock of its own. Other modules may use the
 * words; the law is applied by the door alone.
 */
@NullMarked
@NamedInterface("model")
package org.chengmai.cases.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
