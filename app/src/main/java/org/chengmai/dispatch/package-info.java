/**
 * Who acts on a case: who answers for a matter in a place ({@link org.chengmai.dispatch.Responsibility}), who of a unit is
 * on duty ({@link org.chengmai.dispatch.Roster}), dispatch without a human where the scene says so, reminders and
 * escalation while nobody takes a task. Owns the dispatcher's desk ({@code /desk}) and the field's phone page
 * ({@code /field}). Listens to {@code cases} and acts on it through its door; nobody imports this module.
 */
@NullMarked
package org.chengmai.dispatch;

import org.jspecify.annotations.NullMarked;
