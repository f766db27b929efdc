package org.chengmai.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop over rows that wait for something: it looks every so often, and at once when woken. Whatever an event or a crash
 * made it miss, it finds in the rows the next time; so its work must be such that doing it again changes nothing.
 */
final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final Semaphore woken = new Semaphore(0);
    private @Nullable Thread thread;

    Sweep(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    synchronized void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Looks now, or once more when it is looking already. */
    void wake() {
        woken.release();
    }

    synchronized boolean isRunning() {
        return thread != null;
    }

    synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn(
                        "Expected {} to finish its round, but {}; it looks again in {} s.", name, e, pause.toSeconds());
            }
            try {
                if (woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
