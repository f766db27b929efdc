package org.chengmai.cases.model;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chengmai.kernel.Actor;

/**
 * Who commands, when, and what the city's books say.
 *
 * @param matters finds a matter by its code, or refuses
 * @param units whether a unit of this id exists
 * @param calendar the working days
 */
public record Circumstances(
        Actor actor, Instant now, Function<String, Matter> matters, Predicate<String> units, WorkingTime calendar) {}
