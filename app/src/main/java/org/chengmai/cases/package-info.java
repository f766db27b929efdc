/**
 * Cases: what people work on, whoever noticed it. Owns the matters a city takes up, the calendar its limits run on, every
 * case with its photos, tasks and history, and the flow accept → register → dispatch → handle → feed back → verify → close.
 * {@link org.chengmai.cases.Cases} is the door; {@code model} holds the words it speaks and the law of a case's life, free
 * of Spring and SQL; {@code store} the SQL; {@code web} the pages. It knows neither sensors nor channels nor crews.
 */
@NullMarked
package org.chengmai.cases;

import org.jspecify.annotations.NullMarked;
