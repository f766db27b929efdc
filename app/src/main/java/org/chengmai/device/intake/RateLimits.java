package org.chengmai.device.intake;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.chengmai.device.Device;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.springframework.stereotype.Component;

/**
 * How many messages each device may send in a minute, as its kind says: a bucket a device that holds a minute's worth. A
 * bucket is one long, the time at which it would be full again (the generic cell rate algorithm of ITU-T I.371), so asking
 * allocates nothing and takes no lock; 8 bytes a device. What is taken beyond the limit becomes a debt of ten minutes at most.
 */
@Component
public final class RateLimits {

    private static final long MINUTE_MICROS = 60_000_000;
    private static final long LONGEST_DEBT_MICROS = 10 * MINUTE_MICROS;
    private static final int SEGMENT_BITS = 14;
    private static final int SEGMENT = 1 << SEGMENT_BITS;

    /** How often a device went beyond its limit since the start, and when last. */
    public record Excess(long times, long lastMillis) {
        static final Excess NONE = new Excess(0, 0);
    }

    private final Registry registry;
    private final boolean on;
    private final Map<Integer, Excess> excesses = new ConcurrentHashMap<>();
    private final LongAdder all = new LongAdder();
    private volatile AtomicLongArray[] segments = new AtomicLongArray[0];

    RateLimits(Registry registry, IntakeLimits settings, MeterRegistry meters) {
        this.registry = registry;
        this.on = settings.limits();
        FunctionCounter.builder("chengmai.intake.limited", all, LongAdder::sum).register(meters);
    }

    /** How many messages the device may send in a minute; 0 for as many as it likes. */
    public int perMinute(Device device) {
        Words words = on ? registry.find(device.kind()) : null;
        return words == null ? 0 : words.kind().perMinute();
    }

    /** How often the device went beyond its limit. */
    public Excess excess(int device) {
        return excesses.getOrDefault(device, Excess.NONE);
    }

    /** Numbers of the devices that went beyond their limit after a moment. */
    public Stream<Integer> exceededSince(long afterMillis) {
        return excesses.entrySet().stream()
                .filter(e -> e.getValue().lastMillis() > afterMillis)
                .map(Map.Entry::getKey);
    }

    /** Counts a message that is taken in any case; returns how long to wait before the next, milliseconds, 0 while there is room. */
    long take(Device device, long nowMillis) {
        int perMinute = perMinute(device);
        return perMinute == 0 ? 0 : step(device.no(), MINUTE_MICROS / perMinute, nowMillis, true);
    }

    /** Counts a message if there is room; returns 0, or how long to wait until there is, milliseconds. */
    long ask(Device device, long nowMillis) {
        int perMinute = perMinute(device);
        return perMinute == 0 ? 0 : step(device.no(), MINUTE_MICROS / perMinute, nowMillis, false);
    }

    private long step(int no, long stepMicros, long nowMillis, boolean anyway) {
        AtomicLongArray fullAt = segment(no);
        int index = no & (SEGMENT - 1);
        long now = nowMillis * 1000;
        long furthest = now + MINUTE_MICROS + LONGEST_DEBT_MICROS;
        while (true) {
            long before = fullAt.get(index);
            long after = Math.min(furthest, Math.max(now, before) + stepMicros);
            long over = after - now - Math.max(MINUTE_MICROS, stepMicros);
            if (over > 0 && !anyway) {
                note(no, nowMillis);
                return Math.ceilDiv(over, 1000);
            }
            if (fullAt.compareAndSet(index, before, after)) {
                if (over <= 0) {
                    return 0;
                }
                note(no, nowMillis);
                return Math.ceilDiv(over, 1000);
            }
        }
    }

    private void note(int no, long nowMillis) {
        all.increment();
        excesses.merge(no, new Excess(1, nowMillis), (a, b) -> new Excess(a.times() + 1, nowMillis));
    }

    private AtomicLongArray segment(int no) {
        AtomicLongArray[] known = segments;
        int at = no >> SEGMENT_BITS;
        return at < known.length ? known[at] : grown(at);
    }

    private synchronized AtomicLongArray grown(int at) {
        AtomicLongArray[] known = segments;
        if (at >= known.length) {
            AtomicLongArray[] more = Arrays.copyOf(known, at + 1);
            for (int i = known.length; i < more.length; i++) {
                more[i] = new AtomicLongArray(SEGMENT);
            }
            segments = more;
            known = more;
        }
        return known[at];
    }
}
