/**
 * The pure core: readings in event time become alarms raised and cleared. JDK only; no clock, thread or I/O of its own.
 *
 * <p>It owns the rule language, the memory of every device that rules need, and the timers. Whoever feeds it owns the
 * clock, the storing and what an alarm means to people.
 *
 * <h2>Time</h2>
 *
 * A device lives in event time: the times its readings carry. A reading counts only when it is newer than the last
 * counted one of its device and channel, so a reading delivered twice counts once. A counted reading first lets every
 * timer of its device that is due by then fire, each as of its own due time, and only then applies its value. Device time
 * never goes back, with one exception: a device that was never heard is timed from {@code knownSince}, and when its first
 * reading is older than that time, the device begins anew at that reading.
 *
 * <p>Timers also fire without readings. A device has a lag: arrival less device time at its last counted reading. A timer
 * due at D fires when the clock passed in reaches {@code max(D, min(D + lag, last arrival + catch-up))}. So a device that
 * sends old data follows its own clock while it keeps sending, and is taken to be at wall time once it has been quiet for
 * the catch-up time. After a pause its last arrival is set to the end of the grace, and never does a timer fire before the last
 * arrival. Whenever it fires, it fires as of D.
 *
 * <p>Readings of a kind that may be late by L wait, so that they are judged in the order of event time (of equal times in
 * the order of channels): until one of the device has come that is newer by more than L, or the clock passes L after them in
 * the sense of the timers above. Timers of such devices fire later by L, too. Any order of arrival within L gives the alarms
 * of the right order. At most 4,096 readings of a device wait; then the earliest is judged early.
 *
 * <p>Devices never share a clock. Where one is looked at because of another (below), it is looked at as of its own time, or of
 * the other's where that is later, but never later than the clock passed in: a device whose clock is wrong neither holds nor
 * fires another's durations.
 *
 * <h2>Truth</h2>
 *
 * TRUE, FALSE and UNKNOWN. A comparison over a channel without a value is UNKNOWN, and so is an expression whose duration
 * or count makes no sense (negative, no number, beyond a century, a count outside 1..10,000). Only TRUE raises or clears.
 *
 * <h2>What words mean</h2>
 *
 * A look is one evaluation of a rule: at a reading of one of its channels, or at a timer. X becomes TRUE at a look at which it
 * is TRUE and at the look before was not, or there was none.
 *
 * <ul>
 *   <li>{@code mean, min, max, sum, count, rise, fall, change, rate (E, D)}: over the readings of the channels that E names
 *       at which E was a finite number, no older than D, the newest 10,000 of them at most (of those that can still be the
 *       least or greatest, for {@code min}, {@code max}, {@code rise}, {@code fall}, {@code change}). Without any,
 *       {@code count} is 0 and the others UNKNOWN. {@code rise} is the newest less the least, {@code fall} the greatest less
 *       the newest, {@code change} the greatest less the least, {@code rate} the newest less the oldest, a minute, UNKNOWN
 *       while both are of one moment. The value moves on by itself when a reading leaves. Another D of the device begins anew.
 *   <li>{@code usual(E, D), spread(E, D)}: see {@link Baselines}. They belong to the hour of the newest reading of E, and so do
 *       not change between readings.
 *   <li>{@code silent of A, B for usual gap(Q, N d) * F from L to M else S}: see {@link Gaps} for what is usual; it belongs to the
 *       hour at which the silence began, and so does not change while it lasts.
 *   <li>{@code A then B within D}: TRUE while B is, if A had become TRUE strictly before B did, by no more than D.
 *   <li>{@code A without B within D}: A has become TRUE, and since then, for longer than D, B was never TRUE; it ends when B is
 *       TRUE. A becoming TRUE again in between changes nothing.
 *   <li>{@code any, all, count in L (C)}: over the registered devices of the same kind that stand in the same group of level
 *       L, each with the truth of C at its own last look at this rule. UNKNOWN of a device in no group. A device whose number
 *       has changed through others is looked at when the clock next moves.
 *   <li>{@code at F-T}, {@code on …}: the city's clock and calendar at the device's own time, see {@link CityClock}; F counts,
 *       T does not. They change by themselves.
 *   <li>Levels: while an alarm is active, its level is the number of the highest level that is TRUE, 0 when none is.
 * </ul>
 *
 * <h2>What is derived</h2>
 *
 * A kind may have channels that the engine works out by itself from readings of others, see {@link Derivation}. What was
 * derived from a reading is taken at the time of the reading and looked at just after it, like a reading of its channel; the
 * state from which it comes belongs to the device and is in the snapshot.
 *
 * <h2>Shape</h2>
 *
 * A rule is parsed into an {@code Expression}, and the rules of one device kind become one {@code KindCode}: flat code for
 * a small stack machine and the layout of a device's row. All rows live in one array of longs ({@code Fleet}); the timers
 * of a device share one entry in a heap ({@code Wakes}) that is allowed to be early and is put right when it comes up.
 * Rules that have settled are passed over while values stay in their bands ({@code Watchers}).
 * Readings of windows lie in rings ({@code Samples}, {@code Hits}), hours of baselines in small books ({@code Baselines}), all
 * kept for reuse. Nothing is allocated per reading in steady state. A plain twin in the tests recomputes everything from the full history and must agree.
 */
@NullMarked
package org.chengmai.stream;

import org.jspecify.annotations.NullMarked;
