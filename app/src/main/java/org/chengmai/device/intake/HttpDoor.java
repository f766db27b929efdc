package org.chengmai.device.intake;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.device.AsideReason;
import org.chengmai.device.Device;
import org.chengmai.device.model.KeptAside;
import org.chengmai.device.model.Registry;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way in for HTTP requests and for what is released from aside: each waits for its commit in its own (virtual) thread.
 * Waits are bounded; what comes out of patience is refused as busy and may be sent again.
 */
@Component
public final class HttpDoor {

    /** How long a request waits for room and for its commit. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Inlet inlet;
    private final Registry registry;
    private final AsideGate gate;
    private final IntakeFigures figures;
    private final RateLimits limits;
    private final InstantSource clock;
    private final Queue<PayloadReader> readers = new ConcurrentLinkedQueue<>();

    HttpDoor(
            Pump pump,
            Registry registry,
            AsideGate gate,
            IntakeFigures figures,
            RateLimits limits,
            InstantSource clock) {
        this.inlet = new Inlet(pump) {
            @Override
            void delivered(Parcel parcel) {
                parcel.acknowledge();
                recycle(parcel);
            }
        };
        this.registry = registry;
        this.gate = gate;
        this.figures = figures;
        this.limits = limits;
        this.clock = clock;
        pump.add(inlet);
    }

    /** Told when its commit is there. */
    static final class Waiting implements Sender {
        private final CountDownLatch latch = new CountDownLatch(1);

        @Override
        public void committed(int ticket) {
            latch.countDown();
        }

        @Override
        public void flush() {
            // Nobody to tell but the thread that waits.
        }

        void await(long untilNanos) {
            try {
                if (!latch.await(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw busy();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy();
            }
        }
    }

    /** What became of a device's telemetry; a malformed one counts for nothing. */
    public record Outcome(int readings, int aside, boolean malformed) {}

    /** Takes a device's telemetry and returns after the commit; refuses as busy when that takes too long. */
    public Outcome telemetry(Device device, byte[] body, String topic) {
        return submit(reader -> reader.telemetry(device, body, body.length, topic, clock.millis()));
    }

    /** Takes something that was kept aside once more. */
    public Outcome again(Device device, String payload, String topic, long arrivalMillis) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return submit(reader -> reader.again(device, bytes, topic, arrivalMillis, clock.millis()));
    }

    /** Notes that a device sent more than is taken. */
    public void tooLarge(Device device, String topic, int size) {
        long now = clock.millis();
        note(new KeptAside(now, AsideReason.TOO_LARGE, device.id(), device.place(), topic, "", size, false));
    }

    /** Notes that somebody came without a valid token. */
    public void unknownToken(String address, String topic) {
        note(new KeptAside(clock.millis(), AsideReason.UNKNOWN_TOKEN, address, "", topic, "", 0, false));
    }

    private void note(KeptAside aside) {
        if (gate.admits(aside.reason(), aside.device(), aside.place(), aside.atMillis()) && inlet.hasRoom()) {
            Message message = new Message();
            message.aside.add(aside);
            inlet.add(message, null, 0);
        }
    }

    /** Counts a request of the device; refuses as too many beyond the limit of its kind. */
    public void count(Device device) {
        long waitMillis = limits.ask(device, clock.millis());
        if (waitMillis > 0) {
            throw Refusal.tooMany(
                    "intake.limit",
                    "Expected at most %d messages a minute of device %s, but it sent more."
                            .formatted(limits.perMinute(device), device.id()),
                    Math.ceilDiv(waitMillis, 1000),
                    device.id());
        }
    }

    /** Counts a line that speaks for a device by its own token, and waits while that is beyond its limit. */
    void countLine(int no) {
        Device device = registry.byNo(no);
        long waitMillis = device == null ? 0 : limits.take(device, clock.millis());
        if (waitMillis > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(waitMillis));
        }
    }

    /** Whether the token that the device came with still holds. */
    boolean holds(Device device) {
        Device now = registry.byNo(device.no());
        return now != null && now.enabled() && now.token().equals(device.token());
    }

    /** A bulk load, line by line. */
    public BulkLoad bulk(@Nullable Device sender) {
        return new BulkLoad(this, sender);
    }

    interface Reading {
        Message by(PayloadReader reader);
    }

    private Outcome submit(Reading reading) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Waiting waiting = new Waiting();
        Outcome outcome = put(reading, waiting, until);
        waiting.await(until);
        return outcome;
    }

    Outcome put(Reading reading, @Nullable Sender sender, long until) {
        awaitRoom(until);
        PayloadReader reader = readers.poll();
        if (reader == null) {
            reader = new PayloadReader(registry, gate);
        }
        Message message = reading.by(reader);
        Outcome outcome = new Outcome(message.size, message.aside.size(), message.malformed);
        inlet.add(message, sender, 0);
        figures.message();
        readers.add(reader);
        return outcome;
    }

    long patience() {
        return System.nanoTime() + PATIENCE_NANOS;
    }

    InstantSource clock() {
        return clock;
    }

    private void awaitRoom(long until) {
        while (!inlet.hasRoom()) {
            if (System.nanoTime() > until) {
                throw busy();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static Refusal busy() {
        return Refusal.busy(
                "intake.busy", "Expected to commit the readings, but the database does not take any now; send again.");
    }
}
