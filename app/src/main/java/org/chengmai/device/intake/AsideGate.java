package org.chengmai.device.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chengmai.device.AsideReason;
import org.springframework.stereotype.Component;

/**
 * Lets through what is worth keeping: a burst and then a trickle a device, and so many a second in all. The rest is only
 * counted, so that a device gone mad fills no disk.
 */
@Component
public final class AsideGate {

    private static final double BURST = 100;
    private static final double A_SECOND = 0.5;
    private static final double BURST_OF_ALL = 5_000;
    private static final double A_SECOND_OF_ALL = 100;
    private static final int MOST_DEVICES = 10_000;

    /** Who overflowed, and why. */
    public record Source(String device, AsideReason reason, String place) {}

    /** How much was only counted, and when last. */
    public record Overflow(Source source, long n, long lastMillis) {}

    private static final class Bucket {
        double tokens;
        long filledMillis;

        Bucket(double tokens, long filledMillis) {
            this.tokens = tokens;
            this.filledMillis = filledMillis;
        }

        synchronized boolean take(long now, double burst, double aSecond) {
            double more = Math.max(0, now - filledMillis) / 1000.0 * aSecond;
            tokens = Math.min(burst, tokens + more);
            filledMillis = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    private final Map<String, Bucket> devices = new ConcurrentHashMap<>();
    private final Bucket all = new Bucket(BURST_OF_ALL, 0);
    private final Map<Source, Overflow> overflow = new ConcurrentHashMap<>();
    private final IntakeFigures figures;

    AsideGate(IntakeFigures figures) {
        this.figures = figures;
    }

    /** Counts it, and tells whether it may be kept. */
    boolean admits(AsideReason reason, String device, String place, long now) {
        figures.aside(reason);
        if (devices.size() >= MOST_DEVICES) {
            devices.clear();
        }
        Bucket own = devices.computeIfAbsent(device, d -> new Bucket(BURST, now));
        if (own.take(now, BURST, A_SECOND) && all.take(now, BURST_OF_ALL, A_SECOND_OF_ALL)) {
            return true;
        }
        Source source = new Source(overflow.size() < MOST_DEVICES ? device : "", reason, place);
        overflow.merge(source, new Overflow(source, 1, now), (a, b) -> new Overflow(source, a.n() + 1, now));
        return false;
    }

    /** What was only counted since the last call. */
    public List<Overflow> takeOverflow() {
        List<Overflow> taken = new ArrayList<>();
        for (Source source : List.copyOf(overflow.keySet())) {
            Overflow one = overflow.remove(source);
            if (one != null) {
                taken.add(one);
            }
        }
        return taken;
    }
}
