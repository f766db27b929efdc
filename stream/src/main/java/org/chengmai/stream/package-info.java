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
 * reading is older than that time by more than the catch-up, the device begins anew at that reading.
 *
 * <p>Timers also fire without readings. A device has a lag: arrival less device time at its last counted reading. A timer
 * due at D fires when the clock passed in reaches {@code max(D, min(D + lag, last arrival + catch-up))}. So a device that
 * sends old data follows its own clock while it keeps sending, and is taken to be at wall time once it has been quiet for
 * the catch-up time. Whenever it fires, it fires as of D.
 *
 * <h2>Truth</h2>
 *
 * TRUE, FALSE and UNKNOWN. A comparison over a channel without a value is UNKNOWN, and so is an expression whose duration
 * or count makes no sense (negative, no number, beyond a century, a count outside 1..10,000). Only TRUE raises or clears.
 *
 * <h2>Shape</h2>
 *
 * A rule is parsed into an {@code Expression}, and the rules of one device kind become one {@code KindCode}: flat code for
 * a small stack machine and the layout of a device's row. All rows live in one array of longs ({@code Fleet}); the timers
 * of a device share one entry in a heap ({@code Wakes}) that is allowed to be early and is put right when it comes up.
 * Nothing is allocated per reading. A plain twin in the tests recomputes everything from the full history and must agree.
 */
@NullMarked
package org.chengmai.stream;

import org.jspecify.annotations.NullMarked;
